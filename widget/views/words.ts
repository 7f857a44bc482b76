/** Words of buttons and pages by key, from a content file. */
export type ViewWords = ReadonlyMap<string, string>;

/** The word for `key`. A missing one is left blank rather than failing a page; the check of content finds it. */
export function word(words: ViewWords, key: string): string {
  return words.get(key) ?? '';
}
