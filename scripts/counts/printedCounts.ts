import type { Counts } from '../../bot/monthlyCounts.ts';
import type { Content } from '../../knowledge/content.ts';
import { CATEGORIES_MOST_PRESSING_FIRST } from '../../safety/rule.ts';

/** Below this a count could point at a person. */
export const SHOWN_FROM = 5;

const GROUPS: Readonly<Record<string, string>> = {
  conversation: 'Conversations begun',
  useful: 'Was this useful?',
  answer: 'Answers, by passage',
  signpost: 'Where help is, by subject',
  smalltalk: 'Smalltalk',
  'help-dialog': 'Help to ask for help: offered or begun',
  summary: 'Help to ask for help: page to take along shown',
  cancelled: 'Help to ask for help: left before its end',
  clarification: 'Asked back what was meant',
  unanswerable: 'Could not answer',
  concern: 'Danger, by concern',
};
const INDENT = '  ';
const COLUMN = 52;
const WIDTH = 100;

/** Every code there can be, so that what was never counted cannot be told from what was counted once. */
export function countableCodes({ entries, signposts, smalltalk }: Content): readonly string[] {
  const all = (kind: string, ids: Iterable<string>): string[] => [...ids].map((id) => `${kind} ${id}`);
  const alone = ['conversation', 'help-dialog', 'summary', 'cancelled', 'clarification', 'unanswerable'];
  return [
    ...alone,
    ...all('useful', ['yes', 'no']),
    ...all('answer', entries.keys()),
    ...all('signpost', signposts.keys()),
    ...all('smalltalk', smalltalk.keys()),
    ...all('concern', CATEGORIES_MOST_PRESSING_FIRST),
  ];
}

/**
 * The counts of a month, as an operator reads them. Counts below five are "under 5", which may be none. There are no
 * totals: with one, a hidden count could be worked out. A month that is not over is rounded down to fives, so that
 * looking twice does not show a single parent.
 */
export function printedCounts(
  counts: Counts,
  { month, isOver, codes }: { readonly month: string; readonly isOver: boolean; readonly codes: readonly string[] },
): string {
  const others = [...counts].filter(([, times]) => times >= SHOWN_FROM).map(([code]) => code);
  const known = [...new Set([...codes, ...others])].map((code) => ({ code, times: counts.get(code) ?? 0 }));
  const groups = Object.entries(GROUPS).map(([kind, title]) => {
    const members = known.filter(({ code }) => kindOf(code) === kind);
    return printedGroup(title, members, isOver ? 1 : SHOWN_FROM);
  });
  const unfinished = isOver ? '' : ' (not over yet: rounded down to fives)';
  return [`${month}${unfinished}`, ...groups].join('\n\n');
}

interface Counted {
  readonly code: string;
  readonly times: number;
}

function printedGroup(title: string, members: readonly Counted[], roundedTo: number): string {
  const shown = (times: number): string => `${Math.floor(times / roundedTo) * roundedTo}`;
  const [only] = members;
  if (members.length === 1 && only !== undefined && only.code === kindOf(only.code)) {
    return `${title.padEnd(COLUMN)}${only.times < SHOWN_FROM ? 'under 5' : shown(only.times)}`;
  }
  const many = members.filter(({ times }) => times >= SHOWN_FROM).sort((one, other) => other.times - one.times);
  const few = members.filter(({ times }) => times < SHOWN_FROM).map(({ code }) => idOf(code)).sort();
  return [
    title,
    ...many.map(({ code, times }) => `${INDENT}${idOf(code).padEnd(COLUMN - INDENT.length)}${shown(times)}`),
    ...(few.length === 0 ? [] : wrapped(`under 5 (or none): ${few.join(', ')}`)),
  ].join('\n');
}

function wrapped(text: string): string[] {
  return [...text.matchAll(new RegExp(`.{1,${WIDTH - INDENT.length}}(?:\\s|$)`, 'g'))].map(([line]) => INDENT + line.trim());
}

function kindOf(code: string): string {
  return code.split(' ', 1)[0] ?? '';
}

function idOf(code: string): string {
  return code.slice(kindOf(code).length + 1) || code;
}
