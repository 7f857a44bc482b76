/** Whole numbers from 0 to below what is asked for. */
export type Random = (below: number) => number;

const PIECES = [
  'is it normal that my baby has gone really clingy', 'i want to hurt my baby', 'tell me more', 'yes', 'no', 'stop',
  "i can't do this any more", 'my baby has a rash and is hot', 'help', 'who are you', '', ' ', '\u00a0\u200b\u2060',
  '😭🆘', '👨‍👩‍👧‍👦', '\ud83d', '\udc00', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L', '\u202Ebaby ym truh', '\u{E0068}\u{E0065}', '\uFEFF', '\0\u001b[31m', 'hеlр (Cyrillic)',
  'ｈｅｌｐ', 'h3lp m3', 'plshelpmybabywontsleep', 'mae fy mabi yn crio', 'moje dziecko płacze', 'بچہ رو رہا ہے', '<script>alert(1)</script>',
  '__proto__', 'constructor', 'toString', '${7*7}', "'; DROP TABLE item; --", '../../etc/passwd', '[link](javascript:alert(1))',
  '999', '111', '07700 900123', 'a@b.example', '(((((((((((', '\\\\\\\\\\\\', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
];
const LONGEST = 6000;
const LONGEST_MESSAGE = 260_000;

/** A message as nobody sends it on purpose: pieces joined, changed, repeated, cut, or random characters. */
export function badText(random: Random): string {
  const kind = random(20);
  if (kind === 0) return characters(random, random(200));
  if (kind === 1) return one(random, PIECES).repeat(1 + random(800)).slice(0, LONGEST);
  const text = Array.from({ length: 1 + random(4) }, () => one(random, PIECES)).join(one(random, [' ', '', '\n', '. ', '\u200d']));
  return kind < 10 ? text : changed(random, text);
}

/** One as long as a client can send. */
export function longestText(random: Random): string {
  const piece = `${badText(random)} `;
  return piece.repeat(Math.ceil(LONGEST_MESSAGE / piece.length)).slice(0, LONGEST_MESSAGE / 3);
}

function changed(random: Random, text: string): string {
  const at = random(text.length + 1);
  return `${text.slice(0, at)}${characters(random, 1 + random(3))}${text.slice(at + random(3))}`;
}

/** Any code units, half pairs too. */
function characters(random: Random, count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(random(65_536))).join('');
}

function one<T>(random: Random, list: readonly T[]): T {
  const chosen = list[random(list.length)];
  if (chosen === undefined) throw new RangeError('The list is empty.');
  return chosen;
}
