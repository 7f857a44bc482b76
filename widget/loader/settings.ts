import type { LoaderWords } from './words.ts';

/** What the `data-` attributes of the script say, with defaults. */
export interface LoaderSettings {
  /** Where the chat is: scheme and host. */
  readonly origin: string;
  /** Address of the chat page. */
  readonly chat: string;
  /** The address with what the page is to know. */
  readonly frameAddress: string;
  readonly language: string;
  readonly words: LoaderWords;
  readonly title: string;
  /** Of the button and of the bar above the chat, as `#rrggbb`. */
  readonly colour: string;
  /** `inline`: in the page's flow where the script stands, instead of from a button in the corner. */
  readonly place: 'inline' | 'left' | 'right';
  readonly opensAtOnce: boolean;
  readonly hasExit: boolean;
}

const COLOUR = /^#[\da-f]{6}$/i;
const OWN_COLOUR = '#1c5d53';

/** Reads them. What does not fit counts as absent. */
export function readSettings({ src, dataset }: HTMLScriptElement): LoaderSettings {
  const { origin } = new URL(src);
  const asked = dataset['language'] ?? '';
  const known = WORDS[asked];
  const language = known ? asked : 'en';
  const words = known ?? WORDS.en;
  const chat = `${origin}/chat`;
  const hasExit = dataset['exit'] !== 'off';
  const colour = dataset['colour'] ?? '';
  return {
    origin,
    chat,
    frameAddress: `${chat}?lang=${language}${hasExit ? '' : '&exit=off'}`,
    language,
    words,
    title: dataset['title'] ?? words[0],
    colour: COLOUR.test(colour) ? colour : OWN_COLOUR,
    place: dataset['launcher'] === 'inline' ? 'inline' : dataset['position'] === 'left' ? 'left' : 'right',
    opensAtOnce: dataset['open'] === 'yes',
    hasExit,
  };
}
