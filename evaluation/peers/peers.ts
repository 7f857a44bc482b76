import { containerBootstrap, LangEn, Nlp } from '@nlpjs/basic';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { normaliseWords } from '../../language/normalise.ts';
import type { Peer } from './peer.ts';

/** Fuse.js as it comes: fuzzy search over the whole message. */
const fuseDefault: Peer = {
  name: 'Fuse.js, default',
  train: (examples) => {
    const fuse = new Fuse(examples, { keys: ['text'] });
    return (text) => fuse.search(text, { limit: 1 })[0]?.item.label ?? '';
  },
};

/** Fuse.js at its best for questions: token search, each word marked at both ends so that only whole words match. */
const fuseTokens: Peer = {
  name: 'Fuse.js, whole-word tokens',
  train: (examples) => {
    const options = { keys: ['text'], useTokenSearch: true, tokenize: /\S+/g, threshold: 0.1, ignoreLocation: true };
    const fuse = new Fuse(examples.map(({ text, label }) => ({ text: marked(text), label })), options);
    return (text) => {
      const query = marked(text);
      // An empty search gives every example, in order: nothing was found.
      return query === '' ? '' : (fuse.search(query, { limit: 1 })[0]?.item.label ?? '');
    };
  },
};

/** MiniSearch with fuzzy words, as its documentation shows. */
const miniSearch: Peer = {
  name: 'MiniSearch, fuzzy 0.2',
  train: (examples) => {
    const index = new MiniSearch<{ id: number; text: string; label: string }>({ fields: ['text'], storeFields: ['label'] });
    index.addAll(examples.map((example, id) => ({ id, ...example })));
    return (text) => String(index.search(text, { fuzzy: 0.2 })[0]?.['label'] ?? '');
  },
};

/** nlp.js would write examples into the output when it finds only stop words in them. */
const SILENT = { debug: ignore, info: ignore, log: ignore, warn: ignore, error: ignore };

/** nlp.js with its English language and its own network. */
const nlpJs: Peer = {
  name: 'nlp.js',
  train: async (examples) => {
    const container = await containerBootstrap();
    container.use(LangEn);
    container.register('logger', SILENT, true);
    const nlp = new Nlp({ container, autoSave: false, nlu: { log: false } });
    nlp.addLanguage('en');
    for (const { text, label } of examples) nlp.addDocument('en', text, label);
    await nlp.train();
    return async (text) => {
      // Its own `intent` is "None" below a threshold; here everybody has to name one.
      const { classifications } = await nlp.process('en', text);
      return classifications.find(({ intent }) => intent !== 'None')?.intent ?? '';
    };
  },
};

/** The libraries that a bot like this is often built on. */
export const PEERS: readonly Peer[] = [fuseDefault, fuseTokens, miniSearch, nlpJs];

function ignore(): void {
  // Nothing is said.
}

function marked(text: string): string {
  return normaliseWords(text).map((word) => `_${word}_`).join(' ');
}
