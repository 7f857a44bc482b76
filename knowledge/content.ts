import type { OpeningHours } from './openingHours.ts';

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
  /** What the help dialog says, and how parents answer it, by file: `hardest`, `tell-gp`, `page`. */
  readonly help: ReadonlyMap<string, HelpWords>;
  /** What stands between a parent and help, and the words that meet it, by id. */
  readonly barriers: ReadonlyMap<string, Barrier>;
  /** The charity's own helpline. Absent by default. */
  readonly local?: LocalHelp;
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
  /** Said instead once a crisis reply was given: nothing cheerful follows one. Absent: the same words will do. */
  readonly sayAfterDanger?: readonly string[];
  /** Ids of choices offered after the last bubble. */
  readonly choices: readonly string[];
  /** Ids of services shown as contacts with the last bubble. */
  readonly services: readonly string[];
}

export interface Signpost extends Words {
  readonly button: string;
}

/** Something that keeps a parent from help, or a grave subject: found by its phrases, met with fixed words. */
export interface Barrier extends Words {
  /**
   * `always`: its words are the reply. `after-danger`: so once a crisis reply was given, and not before. `beside`: its
   * words stand beside whatever else is answered.
   */
  readonly when: 'always' | 'after-danger' | 'beside';
  readonly phrases: readonly string[];
  readonly exceptPhrases: readonly string[];
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
}

/** One step, one card or the page of the help dialog. */
export interface HelpWords {
  readonly id: string;
  readonly saysWhen: string;
  /** Its paragraphs by the name of their heading: `say`, `come-back`, `on-the-page`. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  /** Ids of the choices a step offers, without the ways that every step has. */
  readonly choices: readonly string[];
  /** Ids of services shown as contacts; on a card about what is hardest, those its page looks up. */
  readonly services: readonly string[];
  /** How parents type these choices. */
  readonly understoodAs: readonly TypedAnswer[];
  /** Whether a phrase must be the whole message, or may stand within it. */
  readonly match: 'whole' | 'within';
}

/** A choice and other words for it. Only matched, never said. */
export interface TypedAnswer {
  readonly choice: string;
  readonly phrases: readonly string[];
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
  /** The same hours for the program to reckon with. Absent: it never says that the service is open. */
  readonly opening?: OpeningHours;
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

/** The helpline of the charity that runs the program: shown first, outside emergencies. */
export interface LocalHelp {
  readonly service: Service;
  /** Where it helps, in plain words: "Leeds and Bradford". */
  readonly area: string;
  /** How the charity looks after data: words of its own, and the address. Absent: it gave none. */
  readonly privacy?: { readonly say: string; readonly website: string; readonly label: string };
}

export interface SafetyContent {
  /** In the alphabetical order of their ids. */
  readonly rules: readonly SafetyRule[];
  /** What `{name}` stands for in a phrase: by name, phrases of which any one will do. */
  readonly wordGroups: ReadonlyMap<string, readonly string[]>;
  /** By row of the red-flag table. */
  readonly replies: ReadonlyMap<string, SafetyReply>;
  readonly classifier: SafetyClassifierSettings;
}

/** Reviewed settings of the second layer of triage. A lead is by how much danger outscores harmless. */
export interface SafetyClassifierSettings {
  /** At or above this lead a message is a concern. */
  readonly concernAtLeast: number;
  /** The same where it would be an emergency. */
  readonly emergencyAtLeast: number;
  /** The same for a part of a long message. */
  readonly partAtLeast: number;
  /** An emergency that scores at most this much lower than what is merely urgent still counts as an emergency. */
  readonly emergencyWithin: number;
  /** A message that stays below its bar by at most this much is a ground for unease. */
  readonly uneasyWithin: number;
  /** Below this lead the kind of danger is unsure, and what was said before decides. */
  readonly kindSureAtLeast: number;
  /** Below this lead, in every sentence a rule fires in, what the rules found is set aside. */
  readonly setAsideBelow: number;
  /** Kinds of danger whose rules are never set aside. */
  readonly neverSetAside: readonly ConcernCategory[];
  /** The row whose reply is said, by `<category>/<urgency>`. */
  readonly rows: ReadonlyMap<string, string>;
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
  /** The concept without which a signpost is not given, by topic: no word of a death, no condolence. */
  readonly neededConcepts: ReadonlyMap<string, string>;
}
