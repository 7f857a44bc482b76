import { Agent } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Child, startChild } from './children.ts';
import { post, type Posting, requestsPerSecond, spreadOf } from './load.ts';

/** What a turn costs behind Azure Bot Service, beside a bare echo bot: both check tokens and reply to a connector. */
export interface AzureCost {
  /** Median over the rounds. */
  readonly oursPerSecond: number;
  readonly theirsPerSecond: number;
  /** Processor time of the bot a turn, which other programs on the machine change least. */
  readonly ourCpuMs: number;
  readonly theirCpuMs: number;
  /** One message after another on one connection, replies included. */
  readonly ourMedianMs: number;
  readonly theirMedianMs: number;
  /** The echo bot sends one. */
  readonly ourRepliesATurn: number;
}

const APP_ID = '11111111-2222-3333-4444-555555555555';
const FOLDER = import.meta.dirname;
const LOAD = { connections: 10, seconds: 5 };
const WARM_UP = { connections: 10, seconds: 2 };
const ROUNDS = 3;
const ONE_BY_ONE = 400;
/** A new conversation after as many messages as a long talk has. */
const TURNS_A_CONVERSATION = 12;

interface Measured {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly medianMs: number;
  readonly repliesATurn: number;
}

/** Measures both, in turn, on this machine. */
export async function azureCost(texts: readonly string[]): Promise<AzureCost> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', endorsements: ['msteams'] };
  const standIn = await startChild(join(FOLDER, 'azureStandIn.ts'), { PUBLIC_JWK: JSON.stringify(jwk) });
  const host = `http://127.0.0.1:${standIn.port}`;
  const token = await new SignJWT({ serviceurl: host })
    .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
    .setIssuer(host).setAudience(APP_ID).setExpirationTime('1h')
    .sign(privateKey);
  const run = (script: string) => measured(script, { host, token, texts });
  const [ours, theirs]: [Measured[], Measured[]] = [[], []];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await run('azureBot.ts'));
      theirs.push(await run('azureEchoBot.ts'));
    }
  } finally {
    await standIn.stop();
  }
  const middle = (of: readonly Measured[], what: (each: Measured) => number): number => spreadOf(of.map(what)).median;
  return {
    oursPerSecond: middle(ours, ({ perSecond }) => perSecond),
    theirsPerSecond: middle(theirs, ({ perSecond }) => perSecond),
    ourCpuMs: middle(ours, ({ cpuMs }) => cpuMs),
    theirCpuMs: middle(theirs, ({ cpuMs }) => cpuMs),
    ourMedianMs: middle(ours, ({ medianMs }) => medianMs),
    theirMedianMs: middle(theirs, ({ medianMs }) => medianMs),
    ourRepliesATurn: middle(ours, ({ repliesATurn }) => repliesATurn),
  };
}

async function measured(
  script: string,
  given: { readonly host: string; readonly token: string; readonly texts: readonly string[] },
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const bot = await startChild(join(FOLDER, script), {
    STAND_IN: given.host, PORT: '0', HOST: '127.0.0.1', PUBLIC_URL: 'https://talk.example.org',
    STORAGE_URL: `sqlite:${join(folder, 'conversations.sqlite')}`,
    MicrosoftAppId: APP_ID, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: APP_ID, MicrosoftAppPassword: 'none',
  });
  try {
    return await measure(bot, given);
  } finally {
    await bot.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measure({ port, cpuMs }: Child, given: Parameters<typeof measured>[1]): Promise<Measured> {
  let sent = 0;
  const next = (): Posting => {
    sent += 1;
    return message(sent, given);
  };
  await requestsPerSecond(port, next, WARM_UP);
  const [sentBefore, takenBefore, cpuBefore] = [sent, await taken(given.host), cpuMs()];
  const perSecond = await requestsPerSecond(port, next, LOAD);
  const turns = sent - sentBefore;
  const cpuATurn = (cpuMs() - cpuBefore) / turns;
  const repliesATurn = ((await taken(given.host)) - takenBefore) / turns;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const took: number[] = [];
  for (let turn = 0; turn < ONE_BY_ONE; turn += 1) {
    const started = performance.now();
    await post(agent, port, next());
    took.push(performance.now() - started);
  }
  agent.destroy();
  return { perSecond, cpuMs: cpuATurn, medianMs: spreadOf(took).median, repliesATurn };
}

function message(number: number, { host, token, texts }: Parameters<typeof measured>[1]): Posting {
  const activity = {
    type: 'message',
    id: `${number}`,
    channelId: 'msteams',
    serviceUrl: host,
    from: { id: '29:parent' },
    recipient: { id: '28:bot' },
    conversation: { id: `conversation-${Math.floor(number / TURNS_A_CONVERSATION / LOAD.connections)}-${number % LOAD.connections}`, conversationType: 'personal' },
    text: texts[number % texts.length],
  };
  return { path: '/api/messages', headers: { Authorization: `Bearer ${token}` }, body: JSON.stringify(activity) };
}

async function taken(host: string): Promise<number> {
  return ((await (await fetch(`${host}/taken`)).json()) as { readonly taken: number }).taken;
}
