import type { DirectLineActivity } from '../../channels/directLine/protocol.ts';
import type { Parent } from './parent.ts';

/** How many taps the story follows the help dialog for. */
const TAPS = 8;
const OPENING = ['is it normal that my baby has gone really clingy', 'tell me more', "i'm finding it hard"];
const END = ['i want to hurt my baby', 'thank you'];

/** One message of a story and what was said to it. */
export interface Step {
  readonly text: string;
  readonly replies: readonly string[];
}

/**
 * Lives through a story once, undisturbed, and gives what was sent and answered: a question, the help dialog button by
 * button, danger, thanks. The same messages sent again, whatever breaks, must get the same replies.
 */
export async function undisturbed(parent: Parent): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const say = async (text: string): Promise<void> => {
    const echoId = await parent.send(`story-${steps.length}`, text);
    steps.push({ text, replies: textsOf(repliesTo(await parent.read(), echoId)) });
  };
  for (const text of OPENING) await say(text);
  for (let tap = 0; tap < TAPS; tap += 1) await say(firstButton(await parent.read()) ?? 'yes');
  for (const text of END) await say(text);
  return steps;
}

/** The steps that a log holds. */
export function stepsIn(log: readonly DirectLineActivity[], texts: readonly string[]): readonly Step[] {
  const echoes = log.filter(({ from }) => from.role === 'user');
  return echoes.map(({ id }, index) => ({ text: texts[index] ?? '', replies: textsOf(repliesTo(log, id)) }));
}

function repliesTo(log: readonly DirectLineActivity[], echoId: string): readonly DirectLineActivity[] {
  return log.filter(({ replyToId }) => replyToId === echoId);
}

function textsOf(activities: readonly DirectLineActivity[]): readonly string[] {
  return activities.map(({ text = '' }) => text);
}

function firstButton(log: readonly DirectLineActivity[]): string | undefined {
  return log.at(-1)?.suggestedActions?.actions[0]?.title;
}
