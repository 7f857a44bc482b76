import { join } from 'node:path';
import { readDictionary } from '../../knowledge/matcher/builtFiles.ts';
import { readConcepts } from '../../knowledge/matcher/conceptsFile.ts';
import { readerOf } from '../../knowledge/matcher/matcherModel.ts';
import { trainMatcher } from '../../knowledge/matcher/trainMatcher.ts';
import { readTrainingExamples } from '../../knowledge/trainingExamples.ts';
import { rankLabels } from '../../language/linearClassifier.ts';
import { readTestMessages } from '../messages.ts';
import type { LabelledText } from '../public/publicData.ts';
import { OUT_OF_SCOPE } from '../public/publicData.ts';
import type { PublicSets } from '../public/publicSets.ts';
import { publicSets } from '../public/publicSets.ts';
import type { Example, Name, PeerText } from './peer.ts';

/** The same examples and the same messages for all. */
export interface Comparison {
  readonly title: string;
  readonly examples: readonly Example[];
  readonly messages: readonly PeerText[];
  readonly ours: () => Name;
}

const OWN_MESSAGES = 90;
const PUBLIC_MESSAGES = 150;

/** Our own messages, and with a folder of public data three public sets. A fixed sample of each: Fuse.js is slow. */
export function comparisons(root: string, folder: string | undefined): Comparison[] {
  if (folder === undefined) return [ownComparison(root)];
  const sets = publicSets(folder, readDictionary(root));
  return [ownComparison(root), ...publicComparisons(sets)];
}

function ownComparison(root: string): Comparison {
  const examples = readTrainingExamples(root);
  return {
    title: 'our own test messages',
    examples,
    messages: sampled(readTestMessages(join(root, 'evaluation/messages')), OWN_MESSAGES),
    ours: () => {
      const isEnglish = readDictionary(root);
      const model = trainMatcher(examples, readConcepts(root), isEnglish);
      const read = readerOf(model, isEnglish);
      return (text) => rankLabels(read(text).features, model.classifier)[0]?.label ?? '';
    },
  };
}

function publicComparisons({ read, readHint3, train }: PublicSets): Comparison[] {
  const sets = [
    ...['CLINC150', 'BANKING77', 'HWU64'].map((set) => {
      return { title: `${set}, 5 examples a label`, examples: read(`${set}/train_5`), test: read(`${set}/test`) };
    }),
    {
      title: 'HINT3 sofmattress, in scope',
      examples: readHint3('sofmattress_train'),
      test: readHint3('sofmattress_test').filter(({ label }) => label !== OUT_OF_SCOPE),
    },
  ];
  return sets.map(({ title, examples, test }) => {
    const ours = (): Name => {
      const predict = train(examples);
      return (text) => predict([{ text, label: '' }])[0]?.given ?? '';
    };
    return { title, examples, messages: sampled(test.map(alone), PUBLIC_MESSAGES), ours };
  });
}

function alone({ text, label }: LabelledText): PeerText {
  return { text, labels: [label] };
}

/** `count` of them, evenly spread, always the same. */
function sampled<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  const places = Array.from({ length: Math.min(count, items.length) }, (_, i) => Math.floor(i * step));
  return places.flatMap((place) => items.slice(place, place + 1));
}
