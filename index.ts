import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { config } from 'dotenv';
import { toActivity } from './bot/activities.ts';
import { conversationRecords } from './bot/conversationRecords.ts';
import { desk } from './bot/desk.ts';
import { InfantMentalHealthBot } from './bot/infantMentalHealthBot.ts';
import { conversationLog } from './bot/loggedActivities.ts';
import { turnErrorHandler } from './bot/onTurnError.ts';
import { conversationTokens } from './channels/conversationTokens.ts';
import { directLineChannel } from './channels/directLine/directLineChannel.ts';
import type { Readiness } from './channels/http/health.ts';
import { httpDoor } from './channels/http/httpDoor.ts';
import type { Route } from './channels/http/route.ts';
import { pageChannel } from './channels/page/pageChannel.ts';
import { AppError, errorCode } from './common/errors.ts';
import { type Log, standardOutputLog } from './common/log.ts';
import { readSettings, type Settings } from './common/settings.ts';
import { dialogsFrom } from './dialogs/dialogs.ts';
import { helpServices } from './dialogs/helpServices.ts';
import type { Content } from './knowledge/content.ts';
import { checkedContent } from './knowledge/loadContent.ts';
import { openMatcher } from './knowledge/matcher.ts';
import { ensureBuilt } from './scripts/build.ts';
import type { ConversationStorage } from './state/conversationStorage.ts';
import { openStorage } from './state/openStorage.ts';
import { storedSigningKey } from './state/signingKeys.ts';

const ROOT = import.meta.dirname;
const SWEEP_EVERY_MS = 60_000;
const STORAGE_CHECK_KEY = 'readiness';

/** The program, listening. */
export interface RunningProgram {
  /** The port it listens on: the one set, or for 0 the one the system chose. */
  readonly port: number;
  /** Takes no more requests, finishes those in progress, ends the sockets, closes the store. */
  close(): Promise<void>;
}

/** Everything put together, not yet listening. */
export interface Program {
  readonly storage: ConversationStorage;
  readonly routes: readonly Route[];
  readonly door: ReturnType<typeof httpDoor>;
  readonly directLine: ReturnType<typeof directLineChannel>;
}

/**
 * Puts the program together and opens its door.
 *
 * @throws AppError with a code: broken content, settings that do not fit, a port that is taken.
 */
export async function startProgram(settings: Settings, log: Log): Promise<RunningProgram> {
  const { storage, door, directLine } = await assembleProgram(settings, log);
  const sweeping = sweepRegularly(storage, log);
  const port = await door.listen(settings.port, settings.host === '' ? undefined : settings.host);
  return {
    port,
    async close() {
      clearInterval(sweeping);
      await Promise.all([door.close(), directLine.close()]);
      await storage.close();
    },
  };
}

/** Here, and only here, each room is given its parts. */
export async function assembleProgram(settings: Settings, log: Log): Promise<Program> {
  const content = readContent(settings);
  ensureBuilt(ROOT);
  const { takeTurn, writer, says, choiceTitle } = dialogsFrom(content, openMatcher(ROOT, content));

  const now = Date.now;
  const storage = openStorage(settings.storageUrl, {
    clock: now,
    onQuarantine: (code) => log({ event: 'storage-quarantine', code }),
  });
  const records = conversationRecords({ storage, now, newEpoch: randomUUID, log });
  const bot = new InfantMentalHealthBot({ desk: desk({ records, takeTurn, writer, now }), says, log });
  const handler: Parameters<typeof pageChannel>[0]['handler'] = async (context) => bot.run(context);

  const tokens = conversationTokens({ keys: await signingKeys(settings, storage), now });
  const words = new Map(['pages', 'chat'].flatMap((id) => [...(content.interface.get(id)?.words ?? [])]));
  const page = pageChannel({
    ...settings,
    handler,
    tokens,
    words,
    welcome: says.welcome,
    choiceTitle,
    helpServices: helpServices(content),
  });
  const directLine = directLineChannel({
    ...settings,
    ...(settings.directLineSecret === undefined ? {} : { secret: settings.directLineSecret }),
    handler,
    log: conversationLog({ records, writer, says, now }),
    tokens,
    toActivity,
    placeholder: words.get('words-not-kept') ?? '',
    now,
    report: log,
  });
  for (const adapter of [page.adapter, directLine.adapter]) adapter.onTurnError = turnErrorHandler(says, log);

  const routes = [...page.routes, ...directLine.routes];
  const door = httpDoor({
    ...settings,
    routes,
    upgrades: directLine.upgrades,
    errorPage: page.errorPage,
    readiness: async () => readiness(storage, content),
    log,
  });
  return { storage, routes, door, directLine };
}

/** Words nobody has signed are said, and said to be so, unless the operator wants only approved ones. */
function readContent({ contentPolicy }: Settings): Content {
  const content = checkedContent(join(ROOT, 'knowledge/content'));
  if (contentPolicy === 'draft' || content.drafts.length === 0) return content;
  throw new AppError(
    'CONTENT_NOT_APPROVED',
    `CONTENT_POLICY is "approved", but no clinician has signed these yet: ${content.drafts.join(', ')}`,
  );
}

async function signingKeys({ tokenKeys }: Settings, storage: ConversationStorage): Promise<readonly Uint8Array[]> {
  const keys = tokenKeys.length > 0 ? tokenKeys : [await storedSigningKey(storage)];
  return keys.map((key) => Buffer.from(key, 'utf8'));
}

async function readiness(storage: ConversationStorage, { drafts }: Content): Promise<Readiness> {
  const notes = drafts.length === 0 ? [] : ['not yet clinically reviewed'];
  try {
    await storage.read([STORAGE_CHECK_KEY]);
    return { ready: true, reasons: notes };
  } catch (error) {
    return { ready: false, reasons: [errorCode(error), ...notes] };
  }
}

function sweepRegularly(storage: ConversationStorage, log: Log): NodeJS.Timeout {
  const sweep = (): void => {
    storage.sweep(Date.now()).catch((error: unknown) => log({ event: 'sweep-failed', code: errorCode(error) }));
  };
  sweep();
  return setInterval(sweep, SWEEP_EVERY_MS).unref();
}

/** Runs until told to stop. A second signal stops at once. */
async function main(): Promise<void> {
  config({ quiet: true });
  const log = standardOutputLog();
  const program = await startProgram(readSettings(process.env), log);
  log({ event: 'started', port: program.port, label: 'not yet clinically reviewed' });

  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    program.close().then(
      () => log({ event: 'stopped' }),
      (error: unknown) => log({ event: 'stop-failed', code: errorCode(error) }),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    // An operator or an editor reads this: the message names the setting or the file. Anything else is a fault of ours.
    console.error(error instanceof AppError ? `${error.code}: ${error.message}` : error);
    process.exitCode = 1;
  });
}
