import type { Reply, Said } from '../common/reply.ts';
import { phoneNumbersIn } from '../knowledge/checks/ourWords.ts';
import type { Content, LocalHelp } from '../knowledge/content.ts';
import type { ReplyWriter } from './replyWriter.ts';
import { withChoices } from './sayings.ts';
import type { Step, Turn } from './turn.ts';

/** Where the charity's own words are referred to. */
const FILE = 'local/helpline';

/** Replies that tell of the program and of data. */
const TELLS_OF_DATA: ReadonlySet<string> = new Set(['smalltalk/privacy', 'messages/about']);

/**
 * Shows the charity's own helpline before any other, where people to talk to are named, and its words on data where
 * data is spoken of. Never in an emergency, and not at all where the charity has none.
 */
export function withLocalHelp({ content, writer }: LocalParts, turn: Turn, step: Step): Step {
  const { local } = content;
  if (local === undefined || step.trace.kind === 'crisis') return step;
  const said = namesPeople(turn, step) ? withHelpline(writer, step) : withPrivacy(local, step);
  return said === step.said ? step : { ...step, said: withChoices(said, step.said.at(-1)?.choices ?? []) };
}

interface LocalParts {
  readonly content: Content;
  readonly writer: ReplyWriter;
}

/** The words of one part, complete for channels that draw no cards. Undefined: there is no such part. */
export function localText({ service, area, privacy }: LocalHelp, part: string): string | undefined {
  if (part === 'privacy') return privacy && `${privacy.say} ${privacy.website}`;
  const hours = service.hours === undefined ? [] : [service.hours];
  return part === 'say' ? [`${service.name}, ${area}`, service.say, ...hours].join('\n\n') : undefined;
}

function namesPeople({ conversation }: Turn, { trace }: Step): boolean {
  if (conversation.concern?.highestUrgency === 'emergency') return false;
  return trace.kind === 'help-dialog' || trace.kind === 'signpost' || trace.label === 'smalltalk:talk-to-human';
}

/** Before the first bubble that has a way to reach a person. */
function withHelpline(writer: ReplyWriter, { said, trace }: Step): readonly Said[] {
  const first = said.findIndex((bubble) => namesSomeone(writer.write('', bubble)));
  return first < 0 ? said : said.toSpliced(first, 0, { kind: trace.kind, content: `${FILE}#say.0`, choices: [] });
}

function namesSomeone({ text, card }: Reply): boolean {
  return card !== undefined || phoneNumbersIn(text).length > 0;
}

function withPrivacy({ privacy }: LocalHelp, { said, changes, trace }: Step): readonly Said[] {
  if (privacy === undefined || !TELLS_OF_DATA.has(changes.last?.file ?? '')) return said;
  return [...said, { kind: trace.kind, content: `${FILE}#privacy.0`, choices: [] }];
}
