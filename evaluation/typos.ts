import { seededRandom } from '../language/seededRandom.ts';

const KEYBOARD_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const SHORTEST_LETTERS = 4;

type Random = (below: number) => number;

/**
 * Misspells about `share` (0 to 1) of the words of a text, as thumbs do: two letters exchanged, one left out, doubled
 * or swapped for its neighbour on the keyboard. Only words of four letters or more; the first letter stays. The same
 * text and seed give the same slips.
 */
export function withTypos(text: string, share: number, seed: number): string {
  const random = seededRandom(seed);
  return text.replace(/[A-Za-z]+/g, (word) => {
    const chosen = random(1000) < share * 1000;
    return chosen && word.length >= SHORTEST_LETTERS ? misspelt(word, random) : word;
  });
}

function misspelt(word: string, random: Random): string {
  const at = 1 + random(word.length - 1);
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  switch (random(4)) {
    case 0:
      return after === '' ? word.slice(0, -2) + letter + word.charAt(at - 1) : before + after.charAt(0) + letter + after.slice(1);
    case 1:
      return before + after;
    case 2:
      return before + letter + letter + after;
    default:
      return before + neighbour(letter, random) + after;
  }
}

function neighbour(letter: string, random: Random): string {
  const row = KEYBOARD_ROWS.find((keys) => keys.includes(letter.toLowerCase())) ?? '';
  const at = row.indexOf(letter.toLowerCase());
  const beside = [row.charAt(at - 1), row.charAt(at + 1)].filter((key) => key !== '');
  return beside[random(beside.length || 1)] ?? letter;
}
