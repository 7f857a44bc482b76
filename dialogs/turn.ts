import type { Instant, Message } from '../common/message.ts';
import type { ReplyKind, Said } from '../common/reply.ts';
import type { Barrier, Content } from '../knowledge/content.ts';
import type { Match, Understanding } from '../knowledge/matcher.ts';
import type { HeardText } from '../language/heardText.ts';
import type { ConcernCategory } from '../safety/rule.ts';
import type { Triage } from '../safety/triage.ts';
import type { FindBarriers } from './barriers.ts';
import type { NamedChoice } from './chosen.ts';
import type { HelpPhrases } from './help/typedAnswer.ts';
import type { Conversation } from './conversation.ts';

/** What the steps of a turn work with. */
export interface TurnParts {
  readonly content: Content;
  /** Finds danger in the texts it is given: the message as typed, and as corrected. */
  readonly triage: Triage;
  /** The kind of danger that texts without a concern came near to. Undefined: none. */
  readonly unease: (texts: readonly HeardText[]) => ConcernCategory | undefined;
  /** Finds what keeps a parent from help, and grave subjects, in the same texts. */
  readonly findBarriers: FindBarriers;
  readonly match: Match;
  /** Other words for the choices of the help dialog. */
  readonly phrases: HelpPhrases;
  /** Choices understood by their own words, on screen or not. */
  readonly standing: readonly NamedChoice[];
}

/** One turn about to be taken. */
export interface Turn {
  readonly conversation: Conversation;
  readonly message: Message;
  readonly now: Instant;
  /** The message's text, heard once for every step; of one that is too long its beginning and its end. */
  readonly heard: HeardText;
  /** Whether the message is longer than can be read. */
  readonly isTooLong: boolean;
  /** The text as typed, and as corrected where that changed a word. Either may show danger, or what is meant. */
  readonly texts: () => readonly HeardText[];
  /** What the message means, worked out when first asked for. May throw where the matcher is broken. */
  readonly understanding: () => Understanding;
  /** What keeps the parent from help, and grave subjects, found when first asked for. */
  readonly barriers: () => readonly Barrier[];
}

/** What a step decided: what to say, what to remember, and why. */
export interface Step {
  readonly said: readonly Said[];
  /** What changes in the conversation; the rest stays. */
  readonly changes: Partial<Conversation>;
  readonly trace: Trace;
  /** What the parent wrote for their page: shown in this turn, and never kept. */
  readonly ownWords?: string;
  /** Delete everything kept of this conversation. */
  readonly forget?: boolean;
}

/** Why a reply was chosen, in codes: safe to print and to log, for it holds nothing a parent typed. */
export interface Trace {
  readonly kind: ReplyKind;
  /** A passage id, `signpost:<topic>`, `smalltalk:<type>`, or the kind itself. */
  readonly label: string;
  /** Higher is better; 0 where nothing was scored. */
  readonly score: number;
  /** Labels offered, best first; for an answer its runners-up. */
  readonly alternatives: readonly string[];
  readonly urgency?: string;
  readonly category?: string;
  /** Where the help dialog stands after this turn. Absent: it is not open. */
  readonly dialogStep?: string;
  /** The safety rule that fired. */
  readonly rule?: string;
}
