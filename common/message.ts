/** A time in milliseconds since 1970, as `Date.now()` gives it. Always passed in, so that tests can fix it. */
export type Instant = number;

/** What a parent sent, the same on every channel. Lives in memory for one turn; never stored and never logged. */
export interface Message {
  /** Names this message for ever: the same id again is the same message sent again. */
  readonly id: string;
  /** Bot Framework's channel id: `directline`, `msteams`, or our own `page` and `console`. */
  readonly channel: string;
  /** What the parent typed, whole. May be empty (a button without words, a picture). */
  readonly text: string;
  /** The id of the choice tapped, where the channel tells it. Typed answers to a choice arrive as `text`. */
  readonly choice?: string;
  /** Whether this replaces a message sent before. */
  readonly edited?: boolean;
}
