/** The words of the launcher in one language: on the button, to close the chat, and for when it cannot be reached. */
export type LoaderWords = readonly [open: string, close: string, unreachable: string];

declare global {
  /** Put before this script by the server: words by language. */
  const WORDS: Readonly<Record<string, LoaderWords | undefined>> & { readonly en: LoaderWords };
}
