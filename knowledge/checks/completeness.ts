import {
  CHOICES_OFFERED_BY_NAME, MESSAGES_SAID_BY_NAME, PASSAGE_IDS, SIGNPOST_TOPICS, SMALLTALK_TYPES,
} from '../contentIds.ts';
import type { ContentProblem } from '../contentProblem.ts';
import { filesOf, type Library } from '../library.ts';

/** Everything that other parts of the program count on is there. */
export function checkCompleteness(library: Library): readonly ContentProblem[] {
  const found = new Set(filesOf(library).map(({ file }) => file));
  const missing = EXPECTED_FILES.filter((file) => !found.has(file));
  return [
    ...missing.map((file) => ({ file, what: 'This file is missing. Add it.' })),
    ...missingTitles(library),
    ...(library.sources.length === 0 ? [{ file: 'sources', what: 'There is no source. Add the interview.' }] : []),
  ];
}

const EXPECTED_FILES: readonly string[] = [
  ...PASSAGE_IDS.map((id) => `entries/${id.replace(/\..*/u, '')}/${id}.md`),
  ...MESSAGES_SAID_BY_NAME.map((id) => `messages/${id}.md`),
  ...SIGNPOST_TOPICS.map((id) => `signposts/${id}.md`),
  ...SMALLTALK_TYPES.map((id) => `smalltalk/${id}.md`),
  'safety/replies/emergency-signpost.md',
  'safety/word-groups.md',
  'interface/choices.md',
  'settings/matching.md',
];

function missingTitles(library: Library): ContentProblem[] {
  const choices = library.interface.find(({ item }) => item.id === 'choices');
  if (choices === undefined) return [];
  return CHOICES_OFFERED_BY_NAME.filter((id) => !choices.item.words.has(id)).map((id) => ({
    file: choices.file,
    what: `The button "${id}" has no title. Add a line below words: such as ${id}: "What the button says"`,
  }));
}
