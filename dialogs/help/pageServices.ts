import type { Slots } from '../../common/reply.ts';
import type { Content, Service } from '../../knowledge/content.ts';
import { sayTime, sayWeekday, londonTime } from '../../knowledge/londonTime.ts';
import { openAt, type OpenState } from '../../knowledge/openNow.ts';

const MAX_SERVICES = 2;
const DAY_MS = 24 * 60 * 60 * 1000;
/** What everybody may ring, whatever is hardest and wherever they are in the UK. */
const ANYBODY = 'samaritans';
const OPEN_FIRST: readonly OpenState['kind'][] = ['open', 'always', 'closed', 'uncertain', 'unknown'];

/**
 * The services whose hours a page tells, open ones first; the charity's own before all. Without a nation only those
 * that are there for the whole UK.
 */
export function servicesOnPage(content: Content, slots: Slots): readonly Service[] {
  const ids = slots['loss'] === 'yes' ? [] : (content.help.get(slots['hardest'] ?? 'hardest-something-else')?.services ?? []);
  const fitting = ids.flatMap((id) => content.services.get(id) ?? []).filter((service) => isThereFor(service, slots['nation']));
  const place = (service: Service): number => OPEN_FIRST.indexOf(openAt(service, instantOf(slots)).kind);
  const own = content.local === undefined ? [] : [content.local.service];
  const found = [...own, ...fitting.toSorted((one, other) => place(one) - place(other))].slice(0, MAX_SERVICES);
  return found.length > 0 ? found : [content.services.get(ANYBODY)].filter((service) => service !== undefined);
}

/** Says when a service is open, computed from the hours in its file; without hours it says that they are not known. */
export function openLine(content: Content, service: Service, slots: Slots): string {
  const now = instantOf(slots);
  const state = openAt(service, now);
  const template = content.help.get('page')?.parts.get(partFor(state, service, now))?.join(' ') ?? '';
  const { name, phone, hours = '' } = service;
  const at = state.kind === 'open' ? state.until : state.kind === 'closed' ? state.opens : now;
  return fillIn(template, {
    service: phone === undefined ? name : `${name}, ${phone}`,
    time: sayTime(at),
    day: sayWeekday(at),
    hours,
  });
}

function partFor(state: OpenState, { phone }: Service, now: number): string {
  switch (state.kind) {
    case 'always':
      return 'open-now';
    case 'open':
      return 'open-until';
    case 'closed':
      return opensPart(state.opens, now);
    case 'uncertain':
      return state.today ? 'hours-may-differ' : 'opens-after-a-holiday';
    case 'unknown':
      return phone === undefined ? 'hours-unknown' : 'time-unknown';
  }
}

function opensPart(opens: number, now: number): string {
  const [today, day] = [londonTime(now).day, londonTime(opens).day];
  if (today === day) return 'opens-today';
  return Date.parse(day) - Date.parse(today) === DAY_MS ? 'opens-tomorrow' : 'opens-on';
}

function isThereFor({ nations }: Service, nation: string | undefined): boolean {
  return nations.length === 0 || nations.some((each) => `nation-${each}` === nation);
}

function instantOf(slots: Slots): number {
  return Number(slots['at'] ?? 0);
}

/** Puts values where a template names them in curly brackets. */
function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([a-z]+)\}/gu, (_, name: string) => values[name] ?? '');
}
