import { type Posting, requestsPerSecond } from './load.ts';
import { type Talk, talk } from './talk.ts';

const LOAD = { connections: 10, seconds: 5 };
/** Not to be divided by the number of instances, so that a conversation goes from one to another. */
const TALKS = 500;

/** Turns taken, and how many that was a second. */
export interface Taken {
  readonly turns: number;
  readonly perSecond: number;
}

/** Many conversations, each with a socket that receives every echo and reply. */
export async function openTalks(ports: readonly number[]): Promise<readonly Talk[]> {
  const talks: Talk[] = [];
  for (let opened = 0; opened < TALKS; opened += 1) talks.push(await talk(pick(ports, opened), true));
  return talks;
}

/**
 * Speaks in the conversations in turn, so that none gets longer than a real one, for a few seconds. Of several
 * instances each message goes to another, as behind a load balancer that knows no conversations.
 */
export async function speak(
  talks: readonly Talk[],
  ports: readonly number[],
  texts: readonly string[],
): Promise<Taken> {
  let turns = 0;
  const next = (): Posting => {
    turns += 1;
    return pick(talks, turns).say(pick(texts, turns), pick(ports, turns));
  };
  const perSecond = await requestsPerSecond(pick(ports, 0), next, LOAD);
  return { turns, perSecond };
}

/** Turns a second of the bare bot. `connectorPort`: where it sends its replies; absent: it answers in the response. */
export async function echoesPerSecond(port: number, texts: readonly string[], connectorPort?: number): Promise<number> {
  let sent = 0;
  const next = (connection: number): Posting => {
    sent += 1;
    const activity = {
      type: 'message',
      id: `${sent}`,
      channelId: 'emulator',
      serviceUrl: `http://127.0.0.1:${connectorPort ?? port}`,
      from: { id: 'parent' },
      recipient: { id: 'bot' },
      conversation: { id: `conversation-${connection}` },
      text: pick(texts, sent),
      ...(connectorPort === undefined ? { deliveryMode: 'expectReplies' } : {}),
    };
    return { path: '/api/messages', headers: {}, body: JSON.stringify(activity) };
  };
  return requestsPerSecond(port, next, LOAD);
}

function pick<T>(from: readonly T[], number: number): T {
  const picked = from[number % from.length];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
}
