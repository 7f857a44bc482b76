import type { Choice } from '../common/reply.ts';
import type { Content } from '../knowledge/content.ts';
import { WAYS } from './help/flow.ts';

/** Choices that carry what they are about after a colon, so that an old button still does what it says. */
export const askAbout = (passage: string): string => `ask:${passage}`;
export const tellMeMore = (passage: string): string => `tell-me-more:${passage}`;

/** The button of a choice id, which may come from anywhere. Undefined: it is none of ours. */
export function findChoice(content: Content, id: string): Choice | undefined {
  const title = titleOf(content, id);
  if (title === undefined) return undefined;
  return WAYS.some((way) => way === id) ? { id, title, quiet: true } : { id, title };
}

/** Whether a choice id, which may come from anywhere, is one of ours. */
export function isChoice(content: Content, id: string): boolean {
  return titleOf(content, id) !== undefined;
}

function titleOf(content: Content, id: string): string | undefined {
  if (!id.includes(':')) return content.interface.get('choices')?.words.get(id);
  const [verb = '', about = ''] = id.split(':', 2);
  if (verb === 'ask') return content.entries.get(about)?.button;
  if (verb === 'signpost') return content.signposts.get(about)?.button;
  const isOfPassage = verb === 'tell-me-more' && content.entries.has(about);
  return isOfPassage ? content.interface.get('choices')?.words.get(verb) : undefined;
}

/** The choice that leads to a label of the matcher. Undefined: a label that has no button. */
export function choiceForLabel(content: Content, label: string): string | undefined {
  if (content.entries.has(label)) return askAbout(label);
  if (label === 'help-dialog') return 'finding-it-hard';
  return isChoice(content, label) && label.startsWith('signpost:') ? label : undefined;
}
