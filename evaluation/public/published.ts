/** What others published on the same splits, in per cent. Sources are named in docs/evaluation.md. */
export const PUBLISHED = {
  /** Accuracy; the first is of 5 examples a label, the second of 10. */
  fewShot: {
    CLINC150: ['RoBERTa with a classifier 87.99 / 91.55', 'USE 87.82 / 90.85'],
    BANKING77: ['RoBERTa with a classifier 74.04 / 84.27', 'USE 76.29 / 84.23'],
    HWU64: ['RoBERTa with a classifier 75.56 / 82.90', 'USE 77.79 / 83.75'],
  },
  /** Accuracy in scope, and recall out of scope, with a threshold chosen on the validation set. */
  outOfScope: [
    'SVM 88.2 / 18.0',
    'Rasa 90.9 / 31.2',
    'Dialogflow 90.8 / 26.7',
    'MLP on USE 93.4 / 49.1',
    'BERT 96.2 / 52.3',
  ],
} as const;

/** The systems whose answers on HINT3 were published message by message, so that all can be measured alike. */
export const HINT3_SYSTEMS = ['dialogflow', 'luis', 'rasa', 'haptik', 'bert'] as const;
