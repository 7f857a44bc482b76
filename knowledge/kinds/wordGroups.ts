import { type Kind, readId, REVIEW_FACTS } from './kind.ts';

/** `safety/word-groups.md`: what `{name}` stands for in the phrases of the rules. */
export const wordGroupsKind: Kind<ReadonlyMap<string, readonly string[]>> = {
  facts: ['id', ...REVIEW_FACTS],
  headings: ['Groups'],
  read(file) {
    readId(file);
    const groups = Map.groupBy(file.bullets('Groups'), ({ under }) => under);
    const [ungrouped] = groups.get('') ?? [];
    if (ungrouped !== undefined) file.problem('This bullet is in no group. Put it below a "### name".', ungrouped.line);
    return new Map([...groups].map(([name, bullets]) => [name, bullets.map(({ text }) => text)]));
  },
};
