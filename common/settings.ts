import {
  type AzureDirectLineSettings, type BotFrameworkSettings, readAzureDirectLine, readBotFrameworkSettings,
} from './botFrameworkSettings.ts';
import { AppError, SettingsError } from './errors.ts';

/** Everything an operator can set, checked. `.env.example` says the same in an operator's words. */
export interface Settings {
  readonly port: number;
  /** The interface listened on. Empty: all. */
  readonly host: string;
  /** Scheme and host that parents see, behind a proxy. Absent: taken from each request's Host header. */
  readonly publicUrl?: string;
  readonly storageUrl: string;
  /** Origins whose pages may speak Direct Line to this server. Its own pages always may. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Needed for `tokens/generate` when set. Never accepted from a browser. */
  readonly directLineSecret?: string;
  /** Keys that sign tokens, newest first. Empty: one is made and kept in the store. */
  readonly tokenKeys: readonly string[];
  /** Whether content that no clinician has signed may be said. */
  readonly contentPolicy: 'draft' | 'approved';
  /** Answers nothing: says so, and where help is. */
  readonly botOff: boolean;
  /** Counts by the month what was asked and answered, without text and without who. */
  readonly monthlyCounts: boolean;
  /** Azure Bot Service and Teams. Absent: there is no `/api/messages`. */
  readonly botFramework?: BotFrameworkSettings;
  /** The chat page goes through it. Absent: it stays here, and there is no `/api/directline/token`. */
  readonly azureDirectLine?: AzureDirectLineSettings;
}

type Environment = Readonly<Record<string, string | undefined>>;

const MIN_KEY_CHARACTERS = 32;
const DEFAULT_PORT = 3978;

/**
 * Reads the settings from the environment. Names of other programs' settings are ignored.
 *
 * @throws SettingsError with every problem at once, each naming its setting.
 */
export function readSettings(environment: Environment): Settings {
  const problems: string[] = [];
  const value = (name: string): string => environment[name]?.trim() ?? '';
  const check = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(error.message);
      return otherwise;
    }
  };

  const publicUrl = check(() => readOrigin('PUBLIC_URL', value('PUBLIC_URL')), undefined);
  const secret = value('DIRECT_LINE_SECRET');
  const botFramework = readBotFrameworkSettings(environment);
  problems.push(...botFramework.problems, ...privateChatProblem(botFramework.settings, value('PUBLIC_URL')));
  const azureDirectLine = check(() => readAzureDirectLine(environment), undefined);
  const settings: Settings = {
    port: check(() => readPort(value('PORT')), DEFAULT_PORT),
    host: value('HOST'),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    storageUrl: value('STORAGE_URL') || 'sqlite:data/conversations.sqlite',
    allowedOrigins: check(() => readOrigins(value('ALLOWED_ORIGINS')), new Set<string>()),
    ...(secret === '' ? {} : { directLineSecret: check(() => readKey('DIRECT_LINE_SECRET', secret), secret) }),
    tokenKeys: check(() => readKeys(value('TOKEN_KEYS')), []),
    contentPolicy: check(() => readContentPolicy(value('CONTENT_POLICY')), 'draft'),
    botOff: check(() => readSwitch('BOT_OFF', value('BOT_OFF')), false),
    monthlyCounts: check(() => readSwitch('MONTHLY_COUNTS', value('MONTHLY_COUNTS') || 'true'), true),
    ...(botFramework.settings === undefined ? {} : { botFramework: botFramework.settings }),
    ...(azureDirectLine === undefined ? {} : { azureDirectLine }),
  };
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

/** Parents in Teams are told where a chat is that their organisation does not keep. */
function privateChatProblem(botFramework: BotFrameworkSettings | undefined, publicUrl: string): readonly string[] {
  if (botFramework === undefined || publicUrl !== '') return [];
  return ['PUBLIC_URL is missing. It is needed with MicrosoftAppId: Teams shows a link to the more private chat'];
}

function readPort(text: string): number {
  if (text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw problem('PORT', 'must be a number from 0 to 65535 (0: any free port)');
  return port;
}

function readOrigins(text: string): ReadonlySet<string> {
  const origins = text.split(',').map((origin) => origin.trim());
  return new Set(origins.filter((origin) => origin !== '').map((origin) => readOrigin('ALLOWED_ORIGINS', origin) ?? ''));
}

function readOrigin(name: string, text: string): string | undefined {
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url !== undefined && ['http:', 'https:'].includes(url.protocol) && `${url.origin}/` === url.href;
  if (!isOrigin) {
    throw problem(name, 'takes addresses of sites without a path, such as https://www.example.org');
  }
  return url.origin;
}

function readKeys(text: string): readonly string[] {
  const keys = text.split(',').map((key) => key.trim());
  return keys.filter((key) => key !== '').map((key) => readKey('TOKEN_KEYS', key));
}

function readKey(name: string, key: string): string {
  if (key.length >= MIN_KEY_CHARACTERS) return key;
  throw problem(name, `needs at least ${MIN_KEY_CHARACTERS} characters; make one with: openssl rand -base64 48`);
}

function readSwitch(name: string, text: string): boolean {
  if (text === 'true') return true;
  if (text === '' || text === 'false') return false;
  throw problem(name, 'must be "true" or "false"');
}

function readContentPolicy(text: string): Settings['contentPolicy'] {
  if (text === '' || text === 'draft') return 'draft';
  if (text === 'approved') return 'approved';
  throw problem('CONTENT_POLICY', 'must be "draft" or "approved"');
}

function problem(name: string, what: string): AppError {
  return new AppError('SETTING_INVALID', `${name} ${what}`);
}
