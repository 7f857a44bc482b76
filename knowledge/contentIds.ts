/** The passages of the interview, in its order. Ids are never reused for another question. */
export const PASSAGE_IDS = [
  'about.imhw', 'about.report', 'about.sally',
  'do-infants.definition',
  'different.regulation', 'different.bigger-feelings', 'different.soothing-crying',
  'support.everyday', 'support.nurture', 'support.sleep-overstimulation', 'support.being-there',
  'signs.secure-attachment', 'signs.withdrawn', 'signs.clingy', 'signs.diagnosis', 'signs.reassurance',
  'later.foundation', 'later.stress-response', 'later.relationships',
  'help.ask', 'help.who', 'help.baby-massage', 'help.own-needs',
  'charities.society', 'charities.campaigning', 'charities.economic-case',
] as const;

/** Needs that the interview does not answer, and that somebody else does. */
export const SIGNPOST_TOPICS = [
  'feeding', 'sleep', 'crying', 'baby-illness', 'development-milestones', 'premature', 'bereavement', 'money-benefits',
  'childcare-legal', 'domestic-relationship', 'vaccines', 'breastfeeding', 'toddler-behaviour', 'special-needs', 'dads',
  'pregnancy', 'language',
] as const;

/** What people say to a program besides asking. */
export const SMALLTALK_TYPES = [
  'greeting', 'thanks', 'goodbye', 'who-are-you', 'are-you-human', 'talk-to-human', 'privacy',
  'help-what-can-you-do', 'insult', 'joke',
] as const;

/** Messages that the dialogs say by name: not one of them may be missing. */
export const MESSAGES_SAID_BY_NAME = [
  'welcome', 'something-went-wrong', 'menu', 'topics', 'ask-a-question', 'clarification', 'unanswerable',
  'none-of-these', 'not-what-i-meant', 'no-more', 'where-from', 'about', 'finding-it-hard', 'talk-to-a-person',
  'more-help', 'not-now', 'loss-kindness', 'deleted', 'just-answer', 'quiet-line', 'reassurance-withheld', 'too-long',
  'line-talk', 'line-health', 'line-emergency', 'line-safe', 'line-child', 'off',
  'teams-keeps', 'group-chat', 'group-emergency',
] as const;

/** Choices that the dialogs offer or understand by name; their titles are in interface/choices.md. */
export const CHOICES_OFFERED_BY_NAME = [
  'ask-a-question', 'finding-it-hard', 'talk-to-a-person', 'tell-me-more', 'not-what-i-meant', 'none-of-these',
  'where-from', 'show-topics', 'just-answer', 'not-now', 'more-help', 'back-to-questions', 'about', 'delete-my-data',
  'ask-for-help', 'what-happens', 'help-page', 'help-back', 'help-skip', 'help-stop', 'help-carry-on', 'help-start-afresh',
] as const;

/** Files of the help dialog that it says by name, and the parts it needs of each. */
export const HELP_PARTS = {
  open: ['say', 'say-again'],
  danger: ['say', 'come-back'],
  'danger-not-sure': ['say'],
  hardest: ['say', 'say-again', 'come-back'],
  'hardest-something-else': ['say', 'on-the-page', 'questions'],
  tell: ['say', 'say-again', 'come-back'],
  'tell-not-sure': ['say', 'on-the-page', 'on-the-page-outside'],
  'what-happens': ['say', 'say-after-a-loss'],
  nation: ['say', 'say-again', 'come-back'],
  'nation-unknown': ['on-the-page'],
  words: ['say', 'say-outside', 'say-in-teams', 'come-back', 'come-back-outside'],
  ways: [],
  'at-any-time': [],
  offer: [],
  'pick-up': ['say', 'say-again'],
  stop: ['say', 'say-again', 'say-outside'],
  page: [
    'before', 'before-again', 'beginning', 'own-words', 'own-words-not-kept', 'questions', 'open-now', 'open-until', 'opens-today',
    'opens-tomorrow', 'opens-on', 'hours-may-differ', 'opens-after-a-holiday', 'hours-unknown', 'time-unknown', 'if-nobody-answers',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type HelpFile = keyof typeof HELP_PARTS;
export type MessageSaidByName = (typeof MESSAGES_SAID_BY_NAME)[number];
export type ChoiceOfferedByName = (typeof CHOICES_OFFERED_BY_NAME)[number];
