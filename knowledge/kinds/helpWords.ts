import type { HelpWords, TypedAnswer } from '../content.ts';
import type { Bullet, FactReader } from '../factReader.ts';
import { type Kind, readId, REVIEW_FACTS } from './kind.ts';

/** The parts of what the help dialog says, as an editor heads them. */
const PARTS = [
  'Say', 'Say again', 'Say outside', 'Say in Teams', 'Say after a loss', 'Come back', 'Come back outside', 'On the page', 'On the page outside',
  'Questions', 'Before', 'Before again', 'Beginning', 'Own words', 'Own words not kept', 'Open now', 'Open until',
  'Opens today', 'Opens tomorrow', 'Opens on', 'Hours may differ', 'Opens after a holiday', 'Hours unknown',
  'Time unknown', 'If nobody answers',
] as const;
const UNDERSTOOD_AS = 'Understood as';

/** `dialogs/help/`: what the help dialog says, one file a step, a card, or the page; and how parents answer it. */
export const helpWordsKind: Kind<HelpWords> = {
  facts: ['id', 'says_when', 'match', 'choices', 'services', ...REVIEW_FACTS],
  headings: [...PARTS, UNDERSTOOD_AS],
  read: (file) => ({
    id: readId(file),
    saysWhen: file.text('says_when', 'The second question'),
    match: file.oneOf('match', ['whole', 'within']),
    choices: file.list('choices'),
    services: file.list('services'),
    parts: new Map(PARTS.filter((part) => file.hasSection(part)).map((part) => [partName(part), file.words(part)])),
    understoodAs: readAnswers(file),
  }),
};

/** `Come back outside` is `come-back-outside` in a reference. */
function partName(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}

function readAnswers(file: FactReader): readonly TypedAnswer[] {
  const bullets = file.bullets(UNDERSTOOD_AS);
  for (const bullet of bullets.filter(({ under }) => under === '')) {
    file.problem('This stands under no answer. Put the answer above it, such as: ### tell-gp', bullet.line);
  }
  return [...Map.groupBy(bullets, ({ under }: Bullet) => under)].map(([choice, list]) => ({
    choice,
    phrases: list.map(({ text }) => text),
  }));
}
