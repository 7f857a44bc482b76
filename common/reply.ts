/** What a reply mainly does. The first seven are the kinds of message a parent can send; the rest belong to dialogs. */
export type ReplyKind =
  | 'answer'
  | 'clarification'
  | 'help-dialog'
  | 'crisis'
  | 'signpost'
  | 'smalltalk'
  | 'unanswerable'
  | 'welcome'
  | 'dialog-step'
  | 'summary'
  | 'cancelled';

/** One bubble, complete: everything a channel needs to show it and everything needed to say it again. */
export interface Reply {
  /** The same for the same turn, however often it is sent. */
  readonly id: string;
  readonly kind: ReplyKind;
  /** The whole bubble as plain text, for channels that draw nothing else. Never Markdown. Paragraphs part at `\n\n`. */
  readonly text: string;
  /** The same words in parts, where the bubble quotes the interview. */
  readonly quotation?: Quotation;
  /** Buttons below the bubble, best first. Empty: none. */
  readonly choices: readonly Choice[];
  /** Ways to reach a person, also given in `text` in plain digits. */
  readonly card?: Card;
  /** A part of the page to take along: pages draw such bubbles together, as one sheet that can be printed. */
  readonly onThePage?: true;
  readonly said: Said;
}

/** A quotation in its frame: whole sentences of a source, who speaks, and the line of ours before it. */
export interface Quotation {
  /** Our line that names what was understood, such as "About a baby who has become clingy:". Empty: it was said. */
  readonly opening: string;
  /** Whole sentences of the source, without quotation marks around them. */
  readonly text: string;
  /** Who says it, as shown: "Sally Hogg, Parent Infant Foundation". */
  readonly speaker: string;
}

/** A button: `id` comes back in `Message.choice`; `title` is what a parent reads, taps or types. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  /** A way through rather than an answer: drawn apart and smaller, and the first to go where few buttons fit. */
  readonly quiet?: true;
}

/** Ways to reach a person, most useful first. */
export interface Card {
  readonly contacts: readonly Contact[];
}

/** One tap: a call, a text message or a page. */
export interface Contact {
  readonly kind: 'call' | 'text' | 'web';
  /** What the button says, plain digits included: "Ring 999". */
  readonly label: string;
  /** A phone number as dialled, or an https address. */
  readonly value: string;
  /** The words to send, for `text`: "SHOUT". */
  readonly body?: string;
}

/**
 * Where a reply's words come from: ids of content and the choices offered, never text.
 * This is what is stored, and enough to say the reply again word for word.
 */
export interface Said {
  readonly kind: ReplyKind;
  /** A content file, its part and the bubble, such as `entries/signs.clingy#short-answer.0`. */
  readonly content: string;
  /** Ids of the choices offered. */
  readonly choices: readonly string[];
  /** What the words were filled in with: codes, ids of content and times, never text. */
  readonly slots?: Slots;
}

/** Codes by name, such as `tell`: `tell-gp`. A time is milliseconds since 1970, in digits. */
export type Slots = Readonly<Record<string, string>>;
