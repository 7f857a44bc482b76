import { expect } from 'chai';
import type { TokenGrant } from '../../channels/directLine/protocol.ts';
import { directLineClient } from '../../widget/client/directLineClient.ts';
import { outbox } from '../../widget/client/outbox.ts';
import {
  beginTranscript, deliver, hear, isAwaitingReply, say, type Transcript,
} from '../../widget/client/transcript.ts';
import { neverWaking, pauseMs } from '../../widget/client/waiting.ts';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import { openUnsteadyNetwork, type UnsteadyNetwork } from './unsteadyNetwork.ts';

const QUESTIONS = ['is it normal that my baby has gone really clingy', 'how do i look after myself', 'hello', 'what is the capital of france'];

describe('the chat over Direct Line', function () {
  this.timeout(60_000);
  const folder = newFolder();
  let started: Started;
  let network: UnsteadyNetwork;
  let chat: Chat;

  before(async () => {
    started = await start({}, folder);
  });
  after(async () => {
    await started.stop();
    removeFolder(folder);
  });
  beforeEach(async () => {
    network = await openUnsteadyNetwork(new URL(started.url));
  });
  afterEach(async () => {
    chat.close();
    await network.close();
  });

  it('answers each question once, in order', async () => {
    chat = await openChat(network.origin);
    QUESTIONS.forEach((text) => chat.send(text));
    await chat.answered();
    expectWholeAndOnce(chat.transcript());
    expect(chat.reachable()).to.not.include(false);
  });

  it('answers by polling where WebSockets do not come through', async () => {
    network.passesSockets = false;
    chat = await openChat(network.origin);
    chat.send(QUESTIONS[0] ?? '');
    await chat.answered();
    expectWholeAndOnce(chat.transcript());
  });

  it('loses nothing and doubles nothing on a network that breaks four requests in ten and every socket', async () => {
    const random = seeded(7);
    network.fault = () => (random() < 0.2 ? 'before' : random() < 0.25 ? 'after' : 'none');
    chat = await openChat(network.origin);
    const cutting = setInterval(() => network.cutSockets(), 150);
    for (let round = 0; round < 2; round += 1) QUESTIONS.forEach((text) => chat.send(text));
    await chat.answered(55_000);
    clearInterval(cutting);
    expectWholeAndOnce(chat.transcript());
    expect(chat.reachable()).to.include(false);
  });

  it('carries on after the server was stopped and started again, with the message sent meanwhile', async () => {
    chat = await openChat(network.origin);
    chat.send(QUESTIONS[0] ?? '');
    await chat.answered();
    const { port } = started.program;
    await started.stop();
    chat.send('i want to hurt my baby');
    await waitUntil(() => chat.transcript().exchanges.at(-1)?.delivery === 'waiting');
    started = await start({ PORT: `${port}` }, folder);
    await chat.answered();
    expectWholeAndOnce(chat.transcript());
    expect(chat.transcript().exchanges.at(-1)?.replies[0]?.kind).to.equal('crisis');
  });

  it('gets a fresh token when the old one is refused, such as after a night asleep', async () => {
    let asked = 0;
    chat = await openChat(network.origin, (grant) => {
      asked += 1;
      return asked === 1 ? { ...grant, token: 'too old' } : grant;
    });
    chat.send(QUESTIONS[0] ?? '');
    await chat.answered();
    expectWholeAndOnce(chat.transcript());
    expect(asked).to.be.at.least(2);
  });

  it('asks for a fresh token before the old one ends', async () => {
    let asked = 0;
    chat = await openChat(network.origin, (grant) => {
      asked += 1;
      return { ...grant, expires_in: 1 };
    });
    chat.send('hello');
    await chat.answered();
    await new Promise((resolve) => setTimeout(resolve, 600));
    chat.send('thanks');
    await chat.answered();
    expect(asked).to.be.at.least(2);
  });
});

describe('a pause before trying again', () => {
  it('is at most 2.5 seconds, and different for each', () => {
    const pauses = Array.from({ length: 1_000 }, () => pauseMs());
    expect(Math.min(...pauses)).to.be.at.least(200);
    expect(Math.max(...pauses)).to.be.at.most(2_500);
    expect(new Set(pauses).size).to.be.greaterThan(900);
  });
});

interface Chat {
  readonly transcript: () => Transcript;
  readonly reachable: () => readonly boolean[];
  send(text: string): void;
  answered(withinMs?: number): Promise<void>;
  close(): void;
}

/** A chat as the page has it, without the page. */
async function openChat(origin: string, change: (grant: TokenGrant) => TokenGrant = (grant) => grant): Promise<Chat> {
  const pageToken = /name="conversation" value="([^"]+)"/.exec(await persistent(() => textAt(`${origin}/chat`)))?.[1] ?? '';
  let transcript = beginTranscript([]);
  let sent = 0;
  const reachable: boolean[] = [];
  const line = directLineClient({
    origin,
    grant: async () => change(await grantFor(origin, pageToken)),
    onActivities: ({ activities }) => (transcript = hear(transcript, activities)),
    onReachable: (isReachable) => reachable.push(isReachable),
    onAnother: () => expect.fail('Our server carries every conversation on.'),
    waking: neverWaking,
  });
  const isAwaited = (): boolean => transcript.exchanges.some(({ id, replies, delivery }) => id !== undefined && replies.length === 0 && delivery !== 'refused');
  const out = outbox({
    line,
    onDelivery: (id, delivery, activityId) => (transcript = deliver(transcript, id, delivery, activityId)),
    isAwaitingReply: () => isAwaitingReply(transcript),
    waking: neverWaking,
  });
  return {
    transcript: () => transcript,
    reachable: () => reachable,
    send(text) {
      sent += 1;
      const id = `message-${sent}`;
      transcript = say(transcript, { id, said: text });
      out.send(id, { type: 'message', text, channelData: { clientActivityID: id } });
    },
    answered: (withinMs) => waitUntil(() => !isAwaited(), withinMs),
    close() {
      out.close();
      line.close();
    },
  };
}

async function grantFor(origin: string, conversation: string): Promise<TokenGrant> {
  const response = await fetch(`${origin}/chat/token`, { method: 'POST', body: new URLSearchParams({ conversation }) });
  return (await response.json()) as TokenGrant;
}

async function textAt(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** The page itself is loaded by a browser, which tries again. */
async function persistent<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 0; tried < 20; tried += 1) {
    const outcome = await work().then((value) => ({ value }), () => undefined);
    if (outcome !== undefined) return outcome.value;
  }
  throw new Error('The network let nothing through.');
}

/** Every message was taken and answered, no bubble is there twice, and nothing answers two messages. */
function expectWholeAndOnce({ exchanges }: Transcript): void {
  const asked = exchanges.filter(({ id }) => id !== undefined);
  expect(asked.filter(({ delivery }) => delivery !== 'taken')).to.deep.equal([]);
  expect(asked.filter(({ replies }) => replies.length === 0)).to.deep.equal([]);
  const ids = asked.flatMap(({ replies }) => replies.map(({ id }) => id));
  expect(new Set(ids).size).to.equal(ids.length);
  asked.forEach(({ id, replies }) => replies.forEach((reply) => expect(reply.id).to.include(id)));
}

async function waitUntil(isSo: () => boolean, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`Not within ${withinMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The same numbers every time, from 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
