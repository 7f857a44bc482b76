import type { Card } from '../common/reply.ts';
import type { Content, Service } from '../knowledge/content.ts';
import { contactsOf } from './replyWriter.ts';

/** A service as a page shows it. */
export interface ShownService {
  readonly id: string;
  readonly name: string;
  readonly say: string;
  readonly card: Card;
}

/** What a parent in need looks for first; then the other lines that are never withheld, then the rest. */
const FIRST: readonly string[] = ['emergency-999', 'samaritans', 'shout', 'nhs-111', 'lifeline', 'bsl-999'];

function place({ id, neverWithheld }: Service): number {
  const first = FIRST.indexOf(id);
  if (first >= 0) return first;
  return neverWithheld ? FIRST.length : FIRST.length + 1;
}

/** The services of the static help page, below the lines for danger: the charity's own, then the most needed first. */
export function helpServices(content: Content): readonly ShownService[] {
  const all = [...content.services.values()];
  return [...localService(content), ...all.toSorted((a, b) => place(a) - place(b)).map(shown)];
}

function shown(service: Service): ShownService {
  const { id, name, say } = service;
  return { id, name, say, card: { contacts: contactsOf(service) } };
}

function localService({ local }: Content): readonly ShownService[] {
  if (local === undefined) return [];
  const { service, area } = local;
  const hours = service.hours === undefined ? '' : ` (${service.hours})`;
  return [{ ...shown(service), name: `${service.name}, ${area}`, say: `${service.say}${hours}` }];
}
