import { seededRandom } from '../../language/seededRandom.ts';
import { BLANK_CONVERSATION, type Conversation } from '../../dialogs/conversation.ts';
import type { TakeTurn } from '../../dialogs/takeTurn.ts';
import { openDialogs } from '../openDialogs.ts';
import { badText, longestText, type Random } from './badInput.ts';
import type { Finding } from './finding.ts';
import { scaled } from './scale.ts';

const MESSAGES = 1_000_000;
const BOUND_MS = 20;
const AGAIN = 3;
const SEED = 20_260_502;
/** One message in so many is as long as a client can send. */
const LONGEST_EVERY = 2000;
const TURNS_OF_A_CONVERSATION = 30;
const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 4, 1);

/** Bad messages through the whole turn, safety first, in conversations that go on. */
export async function fuzz(): Promise<readonly Finding[]> {
  const { takeTurn } = openDialogs();
  const random = seededRandom(SEED);
  const seen = { messages: scaled(MESSAGES), thrown: 0, slow: 0, repeated: 0, silent: 0, slowestMs: 0, longestMs: 0 };
  let conversation = BLANK_CONVERSATION;
  for (let number = 0; number < seen.messages; number += 1) {
    if (number % TURNS_OF_A_CONVERSATION === 0) conversation = BLANK_CONVERSATION;
    conversation = oneTurn({ takeTurn, conversation, number, random }, seen);
    if (number % 10_000 === 9999) console.log(`${number + 1} messages, ${JSON.stringify(seen)}`);
  }
  return [
    {
      shows: `Any message is answered without a crash, and in ${BOUND_MS} ms of processor time`,
      ran: `${seen.messages} fuzzed messages of up to some thousand characters through the whole turn, safety included, `
        + `in conversations of ${TURNS_OF_A_CONVERSATION} messages`,
      saw: `${seen.thrown} crashes, ${seen.silent} without a reply; ${seen.slow} took longer than ${BOUND_MS} ms once, `
        + `${seen.repeated} of them each of ${AGAIN} times when repeated alone; the slowest ${seen.slowestMs.toFixed(1)} ms`,
      holds: seen.thrown + seen.silent + seen.repeated === 0,
    },
    {
      shows: `So is the longest message that a client can send, in ${BOUND_MS} ms`,
      ran: `one in ${LONGEST_EVERY} of these, about 87,000 characters long`,
      saw: `the slowest ${seen.longestMs.toFixed(0)} ms`,
      holds: seen.longestMs <= BOUND_MS,
    },
  ];
}

interface Step {
  readonly takeTurn: TakeTurn;
  readonly conversation: Conversation;
  readonly number: number;
  readonly random: Random;
}

type Seen = Record<'messages' | 'thrown' | 'slow' | 'repeated' | 'silent' | 'slowestMs' | 'longestMs', number>;

function oneTurn({ takeTurn, conversation, number, random }: Step, seen: Seen): Conversation {
  const isLongest = number % LONGEST_EVERY === 0;
  const text = isLongest ? longestText(random) : badText(random);
  const message = { id: `fuzz-${number}`, channel: random(10) === 0 ? 'msteams' : 'directline', text };
  const take = () => takeTurn(conversation, message, START + number * MINUTE_MS);
  try {
    const { ms, result } = timed(take);
    if (isLongest) seen.longestMs = Math.max(seen.longestMs, ms);
    else seen.slowestMs = Math.max(seen.slowestMs, ms);
    if (result.replies.length === 0) seen.silent += 1;
    if (ms > BOUND_MS && !isLongest) {
      seen.slow += 1;
      if (Array.from({ length: AGAIN }, () => timed(take).ms).every((again) => again > BOUND_MS)) seen.repeated += 1;
    }
    return result.conversation;
  } catch {
    seen.thrown += 1;
    return BLANK_CONVERSATION;
  }
}

/** Processor time of this thread: what others do on the machine does not count. */
function timed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const before = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  return { ms: (user + system) / 1000, result };
}
