/** An example to learn from, or a message to measure with: any of `labels` is right. */
export interface PeerText {
  readonly text: string;
  readonly labels: readonly string[];
}

/** Names the likeliest label of a message; empty: none was found. */
export type Name = (text: string) => string | Promise<string>;

/** A way to find the label of a message, given labelled examples. */
export interface Peer {
  readonly name: string;
  readonly train: (examples: readonly Example[]) => Name | Promise<Name>;
}

/** One example: what was written, and what it means. */
export interface Example {
  readonly text: string;
  readonly label: string;
}
