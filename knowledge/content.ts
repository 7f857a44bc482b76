/** Everything the program can say and everything it knows, read once from `knowledge/content/` and checked. */
export interface Content {
  readonly sources: ReadonlyMap<string, Source>;
  /** The interview's passages by id, in the interview's order. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The bot's own sentences by id. */
  readonly messages: ReadonlyMap<string, Words>;
  /** By topic: `sleep`, not `signpost:sleep`. */
  readonly signposts: ReadonlyMap<string, Signpost>;
  /** By type: `greeting`, not `smalltalk:greeting`. */
  readonly smalltalk: ReadonlyMap<string, Words>;
  readonly services: ReadonlyMap<string, Service>;
  readonly safety: SafetyContent;
  /** Words of pages and buttons, by file id and key: `chat` › `send` › "Send". */
  readonly interface: ReadonlyMap<string, InterfaceWords>;
  readonly matching: MatchingSettings;
  /** Ids of the content no clinician has signed. Not empty: the product says so. */
  readonly drafts: readonly string[];
}

/** Nobody in this project signs: `approved` needs a clinician's name, the day, and the day to look again. */
export type ReviewStatus = 'draft' | 'approved';

export interface Source {
  readonly id: string;
  readonly title: string;
  /** Who speaks, as shown under a quotation. */
  readonly speaker: string;
  /** The transcript, word for word, one sentence each, in order. */
  readonly sentences: readonly string[];
}

/** One self-contained piece of an answer of the interview. */
export interface Entry {
  readonly id: string;
  /** The interviewer's question that this belongs to, and its folder. */
  readonly question: string;
  readonly group: string;
  /** What a parent taps for it. */
  readonly button: string;
  /** The line that names what was understood, before the quotation: "About a baby who has become clingy:". */
  readonly opening: string;
  /** Whole sentences of the source, said first. */
  readonly shortAnswer: readonly string[];
  /** Whole sentences of the source, said after "Tell me more". Empty: there is no more. */
  readonly fullAnswer: readonly string[];
  readonly source: string;
  readonly speaker: string;
  /** Passages that help a parent who asked this, best first. */
  readonly related: readonly string[];
  /** `charities`: not offered to parents unasked. */
  readonly audience: 'parents' | 'charities';
  /** Given only to a direct question: never offered as a button, never after distress. */
  readonly onlyWhenAsked: boolean;
  /** Speaks of holding, soothing or being with the baby: never for a parent whose baby died or lives elsewhere. */
  readonly aboutHolding: boolean;
  /** Id of the message that comes before the quotation, in its own bubble. */
  readonly before?: string;
  /** Id of the message that comes after the quotation: reassurance is never the last word. */
  readonly after?: string;
  readonly nextStep?: string;
  readonly wordings: readonly Wording[];
}

/** One way of asking, never said. `voice` names who wrote it, so that a voice can be left out in calibration. */
export interface Wording {
  readonly voice: string;
  readonly text: string;
}

/** Words of ours. */
export interface Words {
  readonly id: string;
  readonly saysWhen: string;
  /** One string a bubble, in order; at most 40 words each. */
  readonly say: readonly string[];
  /** Said instead the second time running, where the file has it. */
  readonly sayAgain: readonly string[];
  /** Ids of choices offered after the last bubble. */
  readonly choices: readonly string[];
  /** Ids of services shown as contacts with the last bubble. */
  readonly services: readonly string[];
}

export interface Signpost extends Words {
  readonly button: string;
}

export type Nation = 'england' | 'scotland' | 'wales' | 'northern-ireland';

/** A helpline or a place. Only what an official page or a dated check of one says. */
export interface Service {
  readonly id: string;
  readonly name: string;
  /** Empty: all of the UK. */
  readonly nations: readonly Nation[];
  readonly phone?: string;
  /** A number to text, and the word to send. */
  readonly sms?: { readonly number: string; readonly body?: string };
  readonly website?: string;
  /** What the call button says: "Ring Samaritans: 116 123". */
  readonly callLabel?: string;
  readonly textLabel?: string;
  readonly webLabel?: string;
  /** One or two sentences: who answers, when, what it costs. */
  readonly say: string;
  /** Open all day, every day. */
  readonly always: boolean;
  /** When it is open, in plain words, where that is known: "every day, 9 am to 10 pm". Absent when `always`. */
  readonly hours?: string;
  /** Languages spoken there, besides English. Absent: not known. */
  readonly languages?: readonly string[];
  /** The day (or month) of the source of these facts. */
  readonly statedOn: string;
  /** Where the facts come from. */
  readonly statedBy: string;
  /** Empty until a person rings. */
  readonly checkedOn: string;
  readonly checkedBy: string;
  /** Never withheld for age of its check. */
  readonly neverWithheld: boolean;
}

export interface SafetyContent {
  /** In the alphabetical order of their ids. */
  readonly rules: readonly SafetyRule[];
  /** What `{name}` stands for in a phrase: by name, phrases of which any one will do. */
  readonly wordGroups: ReadonlyMap<string, readonly string[]>;
  /** By row of the red-flag table. */
  readonly replies: ReadonlyMap<string, SafetyReply>;
}

export type ConcernCategory =
  | 'suicide'
  | 'self-harm'
  | 'harm-to-baby'
  | 'baby-medical'
  | 'parent-medical'
  | 'psychosis'
  | 'domestic-abuse'
  | 'safeguarding'
  | 'overdose-poisoning';

/** How soon, in the words of NHS care cards. */
export type Urgency = 'emergency' | 'urgent';

/** One readable rule: phrases that mean danger, and phrases that only look like it. */
export interface SafetyRule {
  readonly id: string;
  readonly category: ConcernCategory;
  readonly urgency: Urgency;
  /** The row of the red-flag table, which is also the id of its reply. */
  readonly row: string;
  readonly phrases: readonly string[];
  readonly exceptPhrases: readonly string[];
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
}

/** A crisis reply: three bubbles, 90 words in all; and the shorter one for the same concern again. */
export interface SafetyReply {
  readonly id: string;
  readonly first: readonly string[];
  readonly again: readonly string[];
  readonly services: readonly string[];
  /** Services whose button belongs to the first bubble: the action alone. */
  readonly actionServices: readonly string[];
  readonly choices: readonly string[];
}

export interface InterfaceWords {
  readonly id: string;
  readonly words: ReadonlyMap<string, string>;
}

/** Reviewed settings of the matcher. Scores: higher is better. */
export interface MatchingSettings {
  /** At or above: the best passage is given. */
  readonly answerAtLeast: number;
  /** At or above, and below `answerAtLeast`: up to three are offered. */
  readonly clarifyAtLeast: number;
  /** The best must lead the next by this much to be given outright. */
  readonly marginAtLeast: number;
  /** At or above: a message holds distress, and is met as such although it asks something, too. */
  readonly helpDialogAtLeast: number;
  /** Distress this far below the best score still counts. */
  readonly helpDialogWithin: number;
  /** At or above: a signpost is given. Below, it is offered. */
  readonly signpostAtLeast: number;
  /** At or above: small talk is answered as such. Below, the message counts as not understood. */
  readonly smalltalkAtLeast: number;
  /** A message too unsure to be answered counts as about something else when that scores at most this much lower. */
  readonly outOfScopeWithin: number;
  /** At or above: a message of one word is taken for a topic. Below, the topics are offered. */
  readonly oneWordAtLeast: number;
  /** At or above: the message shows some distress beside what it asks. */
  readonly distressSignAtLeast: number;
  /** At or above: the message may speak of an illness, so no passage that reassures is given. */
  readonly illnessSignAtLeast: number;
  /** The concept that a passage is about, by passage: with "not" before it, that passage is no answer. */
  readonly deniedConcepts: ReadonlyMap<string, string>;
}
