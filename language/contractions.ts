const NEGATED = 'do does did have has had is are was were would could should must need';

const FIXED: readonly (readonly [string, string])[] = [
  ["won't", 'will not'],
  ['wont', 'will not'],
  ["can't", 'can not'],
  ['cant', 'can not'],
  ['cannot', 'can not'],
  ["shan't", 'shall not'],
  ["ain't", 'is not'],
  ['aint', 'is not'],
  ['im', 'i am'],
  ['ive', 'i have'],
  ['id', 'i would'],
  ['youre', 'you are'],
  ['youve', 'you have'],
  ['theyre', 'they are'],
  ['theyve', 'they have'],
  ['weve', 'we have'],
  ['hes', 'he is'],
  ['shes', 'she is'],
  ['its', 'it is'],
  ['thats', 'that is'],
  ['whats', 'what is'],
  ['wheres', 'where is'],
  ['whos', 'who is'],
  ['hows', 'how is'],
  ['theres', 'there is'],
  ['itll', 'it will'],
  ["let's", 'let us'],
  ['lets', 'let us'],
  ['gonna', 'going to'],
  ['wanna', 'want to'],
  ['gotta', 'got to'],
  ['dunno', 'do not know'],
  ["y'all", 'you all'],
  // Scots and Northern
  ['cannae', 'can not'],
  ['dinnae', 'do not'],
  ['dinny', 'do not'],
  ['didnae', 'did not'],
  ['doesnae', 'does not'],
  ['isnae', 'is not'],
  ['wasnae', 'was not'],
  ['wouldnae', 'would not'],
  ['couldnae', 'could not'],
  ['shouldnae', 'should not'],
  ['havenae', 'have not'],
  ['hasnae', 'has not'],
  ['willnae', 'will not'],
  ['winnae', 'will not'],
];

const NEGATIONS = NEGATED.split(' ').flatMap((verb): (readonly [string, string])[] => [
  [`${verb}n't`, `${verb} not`],
  [`${verb}nt`, `${verb} not`],
]);

const WHOLE: ReadonlyMap<string, string> = new Map([...NEGATIONS, ...FIXED]);

const ENDINGS: readonly (readonly [string, string])[] = [
  ["n't", ' not'],
  ["'ll", ' will'],
  ["'ve", ' have'],
  ["'re", ' are'],
  ["'m", ' am'],
  ["'d", ' would'],
];

const IS_AFTER = new Set('he she it that what where who how there here when why baby'.split(' '));

/**
 * Writes out a contracted word in small letters, with or without its apostrophe: "won't" and "wont" as "will not".
 *
 * Other words come back as they are, without apostrophes, so that "baby's" and "babys" are the same word.
 */
export function expandContraction(word: string): string {
  const whole = WHOLE.get(word);
  if (whole !== undefined) return whole;
  if (!word.includes("'")) return word;
  for (const [ending, full] of ENDINGS) {
    if (word.length > ending.length && word.endsWith(ending)) return word.slice(0, -ending.length) + full;
  }
  if (word.endsWith("'s") && IS_AFTER.has(word.slice(0, -2))) return `${word.slice(0, -2)} is`;
  return word.replaceAll("'", '');
}
