import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { config } from 'dotenv';
import { toActivity } from './bot/activities.ts';
import { drawer } from './bot/draw.ts';
import { sayAloud } from './bot/groupChat.ts';
import { TEAMS, teamsGroupSays, teamsWelcome, teamsWords } from './bot/teamsActivities.ts';
import { type ConversationRecords, conversationRecords } from './bot/conversationRecords.ts';
import { type MonthlyCounts, monthlyCounts } from './bot/monthlyCounts.ts';
import { type StoredDeliveryMarks, storedDeliveryMarks } from './bot/deliveryMarks.ts';
import { desk } from './bot/desk.ts';
import { InfantMentalHealthBot } from './bot/infantMentalHealthBot.ts';
import { conversationLog } from './bot/loggedActivities.ts';
import { turnErrorHandler } from './bot/onTurnError.ts';
import { azureDirectLineRoutes } from './channels/botFramework/azureDirectLine.ts';
import {
  type BotFrameworkChannel, botFrameworkChannel, type MicrosoftEndpoints,
} from './channels/botFramework/botFrameworkChannel.ts';
import { currentTokens } from './channels/currentTokens.ts';
import { directLineChannel } from './channels/directLine/directLineChannel.ts';
import type { Readiness } from './channels/http/health.ts';
import { httpDoor } from './channels/http/httpDoor.ts';
import type { Route } from './channels/http/route.ts';
import { pageChannel } from './channels/page/pageChannel.ts';
import { routesWhenOff } from './channels/page/routesWhenOff.ts';
import { countNothing } from './common/count.ts';
import { AppError, errorCode } from './common/errors.ts';
import type { LiveNews } from './common/liveNews.ts';
import { type Log, standardOutputLog, unfailing } from './common/log.ts';
import { regularly } from './common/regularly.ts';
import { readSettings, type Settings } from './common/settings.ts';
import { type Dialogs, dialogsFrom } from './dialogs/dialogs.ts';
import { dialogsWhenOff } from './dialogs/dialogsWhenOff.ts';
import { helpServices } from './dialogs/helpServices.ts';
import type { Content } from './knowledge/content.ts';
import { checkedContent } from './knowledge/loadContent.ts';
import { openMatcher } from './knowledge/matcher.ts';
import { openClassifier } from './safety/openClassifier.ts';
import { ensureBuilt } from './scripts/build.ts';
import { readWidgetScripts } from './scripts/widgetArtefacts.ts';
import type { ConversationStorage } from './state/conversationStorage.ts';
import { openStorage } from './state/openStorage.ts';
import { redisNews } from './state/redisNews.ts';
import { RedisStorage } from './state/redisStorage.ts';
import { fixedSigningKeys, type SigningKeys, storedSigningKeys } from './state/signingKeys.ts';
import { storageProblem } from './state/storageHealth.ts';

const ROOT = import.meta.dirname;
const SWEEP_EVERY_MS = 60_000;
const KEYS_READ_EVERY_MS = 2000;
const FLUSH_EVERY_MS = 1000;
/** What a killed process may lose of the counts. */
const COUNTS_STORED_EVERY_MS = 30_000;
const PAGE_WORDS = ['pages', 'chat', 'widget', 'demonstration'];

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
  readonly records: ConversationRecords;
  readonly keys: SigningKeys;
  readonly routes: readonly Route[];
  readonly door: ReturnType<typeof httpDoor>;
  readonly directLine: ReturnType<typeof directLineChannel>;
  /** Absent: the store is this instance's own. */
  readonly liveNews?: LiveNews;
  /** Absent: no app id is set. */
  readonly botFramework?: BotFrameworkChannel;
  readonly marks: StoredDeliveryMarks;
  readonly counts: MonthlyCounts;
}

/**
 * Puts the program together and opens its door.
 *
 * @throws AppError with a code: broken content, settings that do not fit, a port that is taken.
 */
export async function startProgram(
  settings: Settings,
  log: Log,
  microsoft?: Partial<MicrosoftEndpoints>,
): Promise<RunningProgram> {
  const program = await assembleProgram(settings, log, microsoft);
  const { storage, records, door, directLine, botFramework, marks, counts, liveNews } = program;
  const endUpkeep = keepUp(program, log);
  // What a parent types at another instance from now on is heard here.
  await liveNews?.heardSoFar();
  const port = await door.listen(settings.port, settings.host === '' ? undefined : settings.host);
  return {
    port,
    async close() {
      endUpkeep();
      await Promise.all([door.close(), directLine.close()]);
      await botFramework?.close();
      await marks.close();
      await records.flush();
      await counts.flush();
      liveNews?.close();
      await storage.close();
    },
  };
}

/** Here, and only here, each room is given its parts. `microsoft`: who stands in for Microsoft's hosts, in tests. */
export async function assembleProgram(
  settings: Settings,
  givenLog: Log,
  microsoft: Partial<MicrosoftEndpoints> = {},
): Promise<Program> {
  const log = unfailing(givenLog);
  const content = readContent(settings);
  ensureBuilt(ROOT);
  const dialogs = settings.botOff ? dialogsWhenOff(content) : furnishedDialogs(content, log);
  const { takeTurn, writer, says, choiceTitle } = dialogs;

  const now = Date.now;
  const storage = openStorage(settings.storageUrl, {
    clock: now,
    onQuarantine: (code) => log({ event: 'storage-quarantine', code }),
  });
  const records = conversationRecords({ storage, now, newEpoch: randomUUID, log });
  const counts = monthlyCounts({ storage, now, log });
  const count = settings.monthlyCounts ? counts.count : countNothing;
  const inTeams = wordsInTeams(settings, content);
  const draw = drawer(inTeams);
  const bot = new InfantMentalHealthBot({
    desk: desk({ records, takeTurn, writer, now }),
    draw,
    sayAloud: sayAloud({ takeTurn, says: teamsGroupSays(says, inTeams), now }),
    welcome: (channelId) => (channelId === TEAMS ? teamsWelcome(says, inTeams) : says.welcome),
    log,
    count,
  });
  const handler: Parameters<typeof pageChannel>[0]['handler'] = async (context) => bot.run(context);

  const { tokenKeys, storageUrl } = settings;
  const keys = tokenKeys.length > 0 ? fixedSigningKeys(tokenKeys) : await storedSigningKeys(storage);
  const tokens = currentTokens(keys.current, now);
  const liveNews = storage instanceof RedisStorage
    ? redisNews({ url: storageUrl, telling: storage.connection, keys: keys.current })
    : undefined;
  const wordsByLanguage = pageWords(content);
  const words = wordsByLanguage.get('en') ?? new Map<string, string>();
  const conversations = conversationLog({ records, writer, says, now });
  const page = pageChannel({
    ...settings,
    handler,
    tokens,
    log: conversations,
    report: log,
    count,
    words,
    wordsByLanguage,
    scripts: readWidgetScripts(ROOT),
    welcome: says.welcome,
    choiceTitle,
    helpServices: helpServices(content),
  });
  const directLine = directLineChannel({
    ...settings,
    ...(settings.directLineSecret === undefined ? {} : { secret: settings.directLineSecret }),
    handler,
    log: conversations,
    tokens,
    toActivity,
    placeholder: words.get('words-not-kept') ?? '',
    restarted: says.restarted,
    ...(liveNews === undefined ? {} : { liveNews }),
    now,
    report: log,
  });
  const marks = storedDeliveryMarks({ storage, now, log });
  const botFramework = settings.botFramework
    && botFrameworkChannel({ settings: settings.botFramework, handler, marks, now, log, endpoints: microsoft });
  const adapters = [page.adapter, directLine.adapter, ...(botFramework === undefined ? [] : [botFramework.adapter])];
  for (const adapter of adapters) adapter.onTurnError = turnErrorHandler(says, draw, log);

  const { azureDirectLine } = settings;
  const azureRoutes = azureDirectLine && azureDirectLineRoutes({ ...settings, settings: azureDirectLine, log });
  const pages = settings.botOff ? routesWhenOff(page.routes, { ...settings, words }) : page.routes;
  const routes = [...pages, ...directLine.routes, ...(botFramework?.routes ?? []), ...(azureRoutes ?? [])];
  const door = httpDoor({
    ...settings,
    routes,
    upgrades: directLine.upgrades,
    errorPage: page.errorPage,
    readiness: async () => readiness({ storage, keys, content, isOff: settings.botOff }),
    log,
  });
  return {
    storage,
    records,
    keys,
    routes,
    door,
    directLine,
    marks,
    counts,
    ...(liveNews === undefined ? {} : { liveNews }),
    ...(botFramework === undefined ? {} : { botFramework }),
  };
}

function wordsInTeams({ publicUrl = '', botFramework }: Settings, content: Content): ReturnType<typeof teamsWords> {
  const words = new Map(['chat', 'teams'].flatMap((id) => [...(content.interface.get(id)?.words ?? [])]));
  const app = botFramework === undefined ? {} : { appId: botFramework.appId };
  return teamsWords(words, { publicUrl, ...app, isDraft: content.drafts.length > 0 });
}

/** The words of pages by language, English first. What a language lacks is English. */
function pageWords(content: Content): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const wordsIn = (ending: string): [string, string][] =>
    PAGE_WORDS.flatMap((id) => [...(content.interface.get(`${id}${ending}`)?.words ?? [])]);
  const english = wordsIn('');
  return new Map([['en', new Map(english)], ['cy', new Map([...english, ...wordsIn('-cy')])]]);
}

function furnishedDialogs(content: Content, log: Log): Dialogs {
  return dialogsFrom(content, openMatcher(ROOT, content), openClassifier(ROOT, content.safety.classifier, log));
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

/** Degraded is ready: parents are answered from memory. Were it not, one Redis away would take every instance out. */
async function readiness(
  parts: Pick<Program, 'storage' | 'keys'> & { readonly content: Content; readonly isOff: boolean },
): Promise<Readiness> {
  const { storage, keys, content, isOff } = parts;
  const problem = await storageProblem(storage, Date.now());
  const degraded = [...(problem === undefined ? [] : [problem]), ...(keys.areTemporary() ? ['TOKEN_KEYS_TEMPORARY'] : [])];
  const off = isOff ? ['switched off by BOT_OFF'] : [];
  const notes = [...off, ...(content.drafts.length === 0 ? [] : ['not yet clinically reviewed'])];
  return { ready: true, reasons: [...degraded, ...notes], ...(degraded.length === 0 ? {} : { degraded: true }) };
}

function keepUp({ storage, records, keys, counts, directLine }: Program, log: Log): () => void {
  const flush = async (): Promise<void> => (await records.flush()).forEach((id) => directLine.refresh(id));
  return regularly([
    { everyMs: SWEEP_EVERY_MS, failedEvent: 'sweep-failed', work: () => storage.sweep(Date.now()) },
    { everyMs: KEYS_READ_EVERY_MS, failedEvent: 'keys-not-read', work: keys.refresh },
    { everyMs: COUNTS_STORED_EVERY_MS, failedEvent: 'counts-not-stored', work: () => counts.flush() },
    { everyMs: FLUSH_EVERY_MS, failedEvent: 'flush-failed', work: flush },
  ], log);
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
