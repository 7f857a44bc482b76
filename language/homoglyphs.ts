/** Letters of other alphabets that look like Latin ones, each before the letter it looks like. */
const PAIRS =
  'аaвbсcԁdеeһhіiїiјjкkӏlмmнhоoрpԛqгrѕsтtуuѵvԝwхxуyАaВbСcЕeНhІiЈjКkМmОoРpЅsТtХxУy' +
  'αaβbεeηnιiκkνvοoρpτtυuχxγyωwΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwʏyᴢzıiɑaɡgʼ\'';

const LATIN_FOR: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, i) => [PAIRS.charAt(2 * i), PAIRS.charAt(2 * i + 1)]),
);

const OTHER = /[\u0131\u0251\u0261\u0262-\u029f\u02bc\u0370-\u03ff\u0400-\u052f\u1d00-\u1d7f]/u;
const OTHERS = new RegExp(OTHER, 'gu');
const LATIN = /[a-z]/iu;
const WORD = /[\p{L}'ʼ]+/gu;

/**
 * Writes Latin letters for Cyrillic, Greek and small-capital ones that only look Latin, in a text with Latin letters.
 *
 * A word with any letter that has no Latin twin is left as it is: it is a word of another language.
 */
export function foldHomoglyphs(text: string): string {
  if (!OTHER.test(text) || !LATIN.test(text)) return text;
  return text.replace(WORD, (word) => {
    if (!OTHER.test(word)) return word;
    const folded = word.replace(OTHERS, (letter) => LATIN_FOR.get(letter) ?? letter);
    return LATIN.test(word) || !OTHER.test(folded) ? folded : word;
  });
}
