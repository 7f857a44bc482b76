import type { Reply } from '../../common/reply.ts';
import { BLANK_CONVERSATION, type Conversation } from '../../dialogs/conversation.ts';
import type { TurnTaken } from '../../dialogs/takeTurn.ts';
import { furnishedDialogs } from './furnished.ts';

/** A conversation told turn by turn, as a parent would have it. */
export class Story {
  conversation: Conversation = BLANK_CONVERSATION;
  #turns = 0;
  #now = 0;
  #channel = 'test';

  /** Time goes by. */
  waits(minutes: number): this {
    this.#now += minutes * 60_000;
    return this;
  }

  /** The parent is on this channel from now on. */
  on(channel: string): this {
    this.#channel = channel;
    return this;
  }

  /** The parent types. */
  says(text: string): Said {
    return this.#take({ text });
  }

  /** The parent taps the button with this title, which must be on screen. */
  taps(title: string): Said {
    const { choiceTitle } = furnishedDialogs();
    const choice = this.conversation.offered.find((id) => choiceTitle(id) === title);
    if (choice === undefined) throw new Error(`There is no button "${title}" on screen.`);
    return this.#take({ text: '', choice });
  }

  #take(message: { readonly text: string; readonly choice?: string }): Said {
    this.#turns += 1;
    const sent = { id: `m${this.#turns}`, channel: this.#channel, ...message };
    const turn = furnishedDialogs().takeTurn(this.conversation, sent, this.#now);
    this.conversation = turn.conversation;
    return new Said(turn);
  }
}

/** What the bot said in one turn. */
export class Said {
  readonly turn: TurnTaken;

  constructor(turn: TurnTaken) {
    this.turn = turn;
  }

  get kind(): string {
    return this.turn.trace.kind;
  }

  get label(): string {
    return this.turn.trace.label;
  }

  get bubbles(): readonly Reply[] {
    return this.turn.replies;
  }

  get text(): string {
    return this.turn.replies.map(({ text }) => text).join('\n\n');
  }

  get buttons(): readonly string[] {
    return this.turn.replies.at(-1)?.choices.map(({ title }) => title) ?? [];
  }
}
