import type { ContentProblem } from '../contentProblem.ts';
import { CATEGORIES } from '../kinds/safetyRule.ts';
import type { Library } from '../library.ts';

/** Every kind of danger has a rule, every rule a name of its own, and every `{group}` stands in word-groups.md. */
export function checkSafetyRules(library: Library): readonly ContentProblem[] {
  return [...unwatchedCategories(library), ...repeatedRules(library), ...unknownGroups(library)];
}

function unwatchedCategories({ safetyRules }: Library): ContentProblem[] {
  const watched = new Set(safetyRules.map(({ item }) => item.category));
  return CATEGORIES.filter((category) => !watched.has(category)).map((category) => ({
    file: `safety/rules/${category}`,
    what: 'There is no rule for this danger, so nobody would notice it. Add a file.',
  }));
}

/** Files cannot share a name in one folder, but two folders of rules can hold the same name. */
function repeatedRules({ safetyRules }: Library): ContentProblem[] {
  return safetyRules
    .filter(({ item }, index) => safetyRules.findIndex((other) => other.item.id === item.id) < index)
    .map(({ file, item }) => ({ file, what: `The rule "${item.id}" stands in another folder too. Rename one of them.` }));
}

function unknownGroups({ safetyRules, barriers, wordGroups }: Library): ContentProblem[] {
  const known = new Set(wordGroups.flatMap(({ item }) => [...item.keys()]));
  const phrases = [
    ...[...safetyRules, ...barriers].flatMap(({ file, item }) =>
      [...item.phrases, ...item.exceptPhrases].map((phrase) => ({ file, phrase })),
    ),
    ...wordGroups.flatMap(({ file, item }) => [...item.values()].flat().map((phrase) => ({ file, phrase }))),
  ];
  return phrases.flatMap(({ file, phrase }) =>
    [...phrase.matchAll(/\{([^}]*)\}/gu)]
      .filter(([, group = '']) => !known.has(group))
      .map(([group]) => ({ file, what: `"${phrase}" names the group ${group}, which safety/word-groups.md does not have.` })),
  );
}
