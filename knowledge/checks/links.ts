import type { ContentProblem } from '../contentProblem.ts';
import type { Library } from '../library.ts';

/** Every id that a file names exists, and no entry leads a parent to a passage that is not for them. */
export function checkLinks(library: Library): readonly ContentProblem[] {
  const known = knownIds(library);
  const links = linksOf(library);
  return [
    ...links.filter(({ to, id }) => !known[to].has(id)).map((link) => ({ file: link.file, what: brokenLink(link) })),
    ...unkindRelated(library),
  ];
}

/** What a fact can point to, in the words an editor reads. */
type Target = 'source' | 'passage' | 'message' | 'choice' | 'service' | 'question' | 'reply' | 'signpost';

interface Link {
  readonly file: string;
  readonly fact: string;
  readonly to: Target;
  readonly id: string;
}

const WHERE: Readonly<Record<Target, string>> = {
  source: 'There is no file of that name in sources/',
  passage: 'There is no entry of that name',
  message: 'There is no file of that name in messages/',
  choice: 'Give it a title under words: in interface/choices.md, or write ask:<entry> or signpost:<topic>',
  service: 'There is no file of that name in services/',
  question: 'Add a file question.md to the folder',
  reply: 'There is no file of that name in safety/replies/',
  signpost: 'There is no file of that name in signposts/',
};

function brokenLink({ fact, id, to }: Link): string {
  return `"${fact}" names "${id}". ${WHERE[to]}. Mend the spelling, or take it out.`;
}

function linksOf(library: Library): Link[] {
  const link = (file: string, fact: string, to: Target, ids: readonly string[]): Link[] =>
    ids.map((id) => ({ file, fact, to, id }));
  const words = [...library.messages, ...library.smalltalk, ...library.signposts, ...library.barriers];
  return [
    ...library.questions.flatMap(({ file, item }) => link(file, 'source', 'source', [item.source])),
    ...library.entries.flatMap(({ file, item }) => [
      ...link(file, 'folder', 'question', [item.group]),
      ...link(file, 'source', 'source', [item.source]),
      ...link(file, 'related', 'passage', item.related),
      ...link(file, 'before', 'message', given(item.before)),
      ...link(file, 'after', 'message', given(item.after)),
      ...link(file, 'next_step', 'choice', given(item.nextStep)),
    ]),
    ...[...words, ...library.safetyReplies].flatMap(({ file, item }) => [
      ...link(file, 'choices', 'choice', item.choices),
      ...link(file, 'services', 'service', item.services),
    ]),
    ...library.help.flatMap(({ file, item }) => [
      ...link(file, 'choices', 'choice', item.choices),
      ...link(file, 'services', 'service', item.services),
    ]),
    ...library.safetyReplies.flatMap(({ file, item }) => link(file, 'action_services', 'service', item.actionServices)),
    ...library.matching.flatMap(({ file, item }) => [
      ...link(file, 'denied_concepts', 'passage', [...item.deniedConcepts.keys()]),
      ...link(file, 'needed_concepts', 'signpost', [...item.neededConcepts.keys()]),
    ]),
    ...library.safetyRules.flatMap(({ file, item }) => link(file, 'row', 'reply', [item.row])),
  ];
}

function given(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id];
}

function knownIds(library: Library): Readonly<Record<Target, ReadonlySet<string>>> {
  const ids = (items: readonly { item: { id: string } }[]): string[] => items.map(({ item }) => item.id);
  const titles = library.interface.find(({ item }) => item.id === 'choices')?.item.words.keys() ?? [];
  const passages = ids(library.entries);
  return {
    source: new Set(ids(library.sources)),
    passage: new Set(passages),
    message: new Set(ids(library.messages)),
    choice: new Set([
      ...titles,
      ...passages.flatMap((id) => [`ask:${id}`, `tell-me-more:${id}`]),
      ...ids(library.signposts).map((id) => `signpost:${id}`),
    ]),
    service: new Set(ids(library.services)),
    question: new Set(library.questions.map(({ item }) => item.group)),
    reply: new Set(ids(library.safetyReplies)),
    signpost: new Set(ids(library.signposts)),
  };
}

/** A passage that can frighten is only for somebody who asked for it; one for charities is no help to a parent. */
function unkindRelated({ entries }: Library): ContentProblem[] {
  return entries.flatMap(({ file, item }) =>
    item.related.flatMap((id) => {
      const other = entries.find((entry) => entry.item.id === id)?.item;
      if (id === item.id) return [{ file, what: `"related" names this file itself. Take ${id} out.` }];
      if (other?.onlyWhenAsked === true) return [{ file, what: `"related" offers ${id}, which is given only when asked. Take it out.` }];
      const astray = other?.audience === 'charities' && item.audience === 'parents';
      return astray ? [{ file, what: `"related" offers ${id} to parents, but it is for charities. Take it out.` }] : [];
    }),
  );
}
