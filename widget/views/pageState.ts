import type { Reply } from '../../common/reply.ts';

/** Id of the element that holds the `PageState`, as JSON that no browser runs. */
export const STATE_ELEMENT = 'state';

/** What the script on the chat page starts from. The token is in the form, where it is without a script, too. */
export interface PageState {
  readonly welcome: readonly Reply[];
  /** The words of the page, by key. */
  readonly words: Readonly<Record<string, string>>;
  /** Of the replies, where it is not that of the page. */
  readonly language?: string;
  /** Whether the chat goes through Azure. Absent: it stays with this server. */
  readonly isCarried?: true;
  /** Origins whose pages may show this one in a frame and speak to it. */
  readonly hosts: readonly string[];
}

/** The kind of message a charity's page and the chat inside it send each other, over a channel of their own. */
export type FrameMessage = 'hello' | 'ready' | 'close' | 'exit' | 'shift';
