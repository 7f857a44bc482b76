/** A conversation as one parent had it. */
export interface ParentsStory {
  /** Its file in `docs/conversations/`. */
  readonly file: string;
  readonly who: string;
  readonly turns: readonly StoryTurn[];
}

export interface StoryTurn {
  readonly user: string;
  readonly afterMinutes?: number;
  readonly channel?: string;
}

/** Three parents who ask for help, as they might write. Written for this project; no parent took part. */
export const PARENTS_WHO_ASK: readonly ParentsStory[] = [
  {
    file: 'at-night-with-one-hand',
    who: 'A parent at three in the morning, on a phone, with the baby on one arm. In England.',
    turns: [
      { user: 'i cant do this anymore im so tired' },
      { user: '1' },
      { user: 'no' },
      { user: 'sleep' },
      { user: 'will they take my baby' },
      { user: 'hello?', afterMinutes: 50 },
      { user: 'yes' },
      { user: 'maybe the hv' },
      { user: 'englnd' },
      { user: 'he only sleeps on me and i am scared i will drop off' },
      { user: 'ta' },
    ],
  },
  {
    file: 'a-dad-in-a-van',
    who: 'A dad who does not want to be asked much. In Scotland, in the evening.',
    turns: [
      { user: 'feel like a spare part in my own house' },
      { user: 'not now' },
      { user: 'does it matter if i dont pick her up every time she cries' },
      { user: 'nah honestly im on my knees here' },
      { user: 'go on then' },
      { user: 'dunno' },
      { user: 'my head' },
      { user: 'who sees this?' },
      { user: 'what happens if i tell them' },
      { user: 'gp' },
      { user: 'glasgow' },
      { user: 'leave it' },
      { user: 'show my page' },
    ],
  },
  {
    file: 'a-grandmother-in-teams',
    who: 'A grandmother raising her daughter’s baby, in Teams at work. In Northern Ireland.',
    turns: [
      { user: 'Hello, I am looking after my grandson since the spring.', channel: 'msteams' },
      { user: 'I feel so low and I cannot tell anybody', channel: 'msteams' },
      { user: 'Help me find someone', channel: 'msteams' },
      { user: "I can't say here", channel: 'msteams' },
      { user: 'Rather not say', channel: 'msteams' },
      { user: 'is it normal that he is so clingy with me?', channel: 'msteams' },
      { user: 'someone I trust, my sister', channel: 'msteams' },
      { user: 'back', channel: 'msteams' },
      { user: 'the GP, in fact', channel: 'msteams' },
      { user: 'Northern Ireland', channel: 'msteams' },
      { user: 'are you real?', channel: 'msteams' },
      { user: 'He came to me in the spring and I had forgotten how it is done', channel: 'msteams' },
      { user: 'delete my data', channel: 'msteams' },
    ],
  },
];
