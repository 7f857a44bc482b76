import type { Card } from '../common/reply.ts';
import type { Content } from '../knowledge/content.ts';
import { contactsOf } from './replyWriter.ts';

/** A service as a page shows it. */
export interface ShownService {
  readonly id: string;
  readonly name: string;
  readonly say: string;
  readonly card: Card;
}

/** The services of the static help page: never withheld first, then the others, each in the order of the content. */
export function helpServices(content: Content): readonly ShownService[] {
  const all = [...content.services.values()];
  const first = all.filter(({ neverWithheld }) => neverWithheld);
  const others = all.filter(({ neverWithheld }) => !neverWithheld);
  return [...first, ...others].map((service) => {
    const { id, name, say } = service;
    return { id, name, say, card: { contacts: contactsOf(service) } };
  });
}
