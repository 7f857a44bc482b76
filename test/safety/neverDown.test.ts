import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { StorageError } from '../../state/conversationStorage.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';
import { BreakableProgram, type Breakable, type Sent } from './breakable.ts';

// Opened here, since reading and building take longer than one test may.
furnishedDialogs();

/** Longest that a parent in danger may wait for the first bubble, whatever is broken. */
const WITHIN_MS = 100;

/** Where a conversation may stand when danger is told: what was said before. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  'at its beginning': [],
  'after an answer': ['is it normal that my baby has gone really clingy'],
  'with buttons on screen': ['baby'],
  'after a message nobody understood': ['what is the capital of france', 'who won the football'],
  'after distress': ['i feel like im failing at all of this and i just cry'],
  'after a loss': ['our baby died last month'],
  'after another danger': ['my husband hits me'],
  'after a joke about danger': ['i want to kill myself', 'only joking'],
  'of a parent under 18': ['im only 16 and just had a baby'],
  'in the help dialog, at the question about danger': ['help me find someone'],
  'in the help dialog, one step on': ['help me find someone', 'no'],
  'in the help dialog, two steps on': ['help me find someone', 'no', 'rather not say'],
  'in the help dialog, three steps on': ['help me find someone', 'no', 'rather not say', 'gp'],
  'in the help dialog, at the words of one’s own': ['help me find someone', 'no', 'rather not say', 'gp', 'england'],
  'after the page to take along': ['help me find someone', 'show my page now'],
  'after everything was deleted': ['i feel so low', 'delete my data'],
};

const DANGERS = [
  { text: 'my baby is blue and not breathing', row: 'not-breathing' },
  { text: 'i want to kill myself', row: 'suicide-thoughts' },
];

const rejects = async (): Promise<never> => Promise.reject(new StorageError('The storage is gone.'));
const hangs = async (): Promise<never> => new Promise<never>(() => undefined);
const throws = (): never => {
  throw new Error('broken');
};

/** Each way to break the house. What is broken stays broken. */
const BREAKS: Readonly<Record<string, (parts: Breakable) => void>> = {
  'nothing is broken': () => undefined,
  'the storage rejects everything': ({ storage }) => Object.assign(storage, { read: rejects, commit: rejects, write: rejects }),
  'the storage hangs': ({ storage }) => Object.assign(storage, { read: hangs, commit: hangs, write: hangs }),
  'the disk is full': ({ storage }) => Object.assign(storage, { commit: rejects, write: rejects }),
  'the storage throws at once': ({ storage }) => Object.assign(storage, { read: throws, commit: throws, write: throws }),
  'the storage gives nonsense': ({ storage }) => Object.assign(storage, { read: async () => Promise.resolve({ 'conversation/at its beginning my baby is blue and not breathing 0': 7 }) }),
  'the matcher throws': (parts) => (parts.match = throws),
  'the second layer of triage throws': (parts) => (parts.classify = throws),
  'the log throws': (parts) => (parts.log = throws),
  'the words of every crisis reply are missing': ({ content }) => emptied(content.safety.replies),
  'looking up a crisis reply throws': ({ content }) => Object.assign(content.safety.replies, { get: throws }),
  'one bubble cannot be written': ({ content }) => unwritable(content.safety.replies),
  'looking up a service throws': ({ content }) => Object.assign(content.services, { get: throws }),
  'the services are missing': ({ content }) => emptied(content.services),
  'the titles of buttons are missing': ({ content }) => emptied(content.interface),
  'looking up a button throws': ({ content }) => Object.assign(content.interface, { get: throws }),
  'the messages are missing': ({ content }) => emptied(content.messages),
  'the words for barriers are missing': ({ content }) => emptied(content.barriers),
  'looking up a barrier throws': ({ content }) => Object.assign(content.barriers, { get: throws }),
  'the storage hangs, the matcher and the log throw, and the words are missing': (parts) => {
    Object.assign(parts.storage, { read: hangs, commit: hangs });
    Object.assign(parts, { match: throws, classify: throws, log: throws });
    emptied(parts.content.safety.replies);
    emptied(parts.content.services);
  },
};

function emptied(shelf: ReadonlyMap<string, unknown>): void {
  (shelf as Map<string, unknown>).clear();
}

/** The second bubble of each reply throws when it is read. */
function unwritable(shelf: ReadonlyMap<string, { readonly first: readonly string[] }>): void {
  for (const [id, reply] of shelf) {
    const first = Object.defineProperty([...reply.first], 1, { get: throws });
    (shelf as Map<string, unknown>).set(id, { ...reply, first });
  }
}

function textOf(sent: readonly Sent[]): string {
  return sent.map(({ text }) => text).join('\n');
}

/** Under load a single wait may be the machine's; one that repeats is ours. */
const TRIES = 3;

/** Tells of danger in conversations that stand alike, until one is answered in time. Gives the last that was sent. */
async function tell(program: BreakableProgram, ids: readonly string[], text: string): Promise<readonly Sent[]> {
  let sent: readonly Sent[] = [];
  for (const id of ids) {
    const late = lateness();
    const [first, ...others] = await program.send(id, text);
    const lateMs = await late;
    sent = first === undefined ? [] : [{ ...first, afterMs: first.afterMs - lateMs }, ...others];
    if ((sent[0]?.afterMs ?? Infinity) < WITHIN_MS) return sent;
  }
  return sent;
}

/** How much later than asked this machine fires a timer just now, in milliseconds: not the program's doing. */
async function lateness(): Promise<number> {
  const [asked, started] = [WITHIN_MS / 10, performance.now()];
  await wait(asked);
  return Math.max(0, performance.now() - started - asked);
}

/** Conversations that stand alike. */
function idsOf(state: string, text: string): readonly string[] {
  return Array.from({ length: TRIES }, (_, index) => `${state} ${text} ${index}`);
}

describe('a crisis reply', () => {
  for (const [broken, breakIt] of Object.entries(BREAKS)) {
    describe(`when ${broken}`, () => {
      let program: BreakableProgram;

      before(async function () {
        this.timeout(60_000);
        program = new BreakableProgram();
        for (const [state, said] of Object.entries(STATES)) {
          const ids = DANGERS.flatMap(({ text }) => idsOf(state, text));
          for (const id of ids) for (const text of said) await program.send(id, text);
        }
        breakIt(program.parts);
      });

      after(async () => program.close());

      for (const state of Object.keys(STATES)) {
        for (const { text, row } of DANGERS) {
          it(`goes out ${state}, within ${WITHIN_MS} ms: ${row}`, async () => {
            const sent = await tell(program, idsOf(state, text), text);
            expect(sent[0]?.reply?.kind).to.equal('crisis');
            expect(sent[0]?.text).to.match(/\b999\b|116 123/);
            expect(textOf(sent)).to.match(/\b999\b/);
            expect(sent[0]?.afterMs).to.be.below(WITHIN_MS);
          });
        }
      }
    });
  }

  it('goes out although a turn before it waits for a storage that hangs', async () => {
    const program = new BreakableProgram();
    try {
      Object.assign(program.parts.storage, { read: hangs, commit: hangs });
      const before = program.send('c', 'hello');
      const sent = await program.send('c', 'i want to kill myself');
      await before;
      expect(textOf(sent)).to.include('I have told nobody');
    } finally {
      await program.close();
    }
  });
});

describe('a turn that fails altogether', () => {
  it('still says where help is', async () => {
    const program = new BreakableProgram();
    try {
      program.parts.match = throws;
      const sent = await program.send('c', 'is it normal that my baby has gone really clingy');
      expect(textOf(sent)).to.include('Something went wrong').and.include('999').and.include('116 123');
    } finally {
      await program.close();
    }
  });
});
