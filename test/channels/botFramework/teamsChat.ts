import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEvent } from '../../../common/log.ts';
import { readSettings } from '../../../common/settings.ts';
import { startProgram } from '../../../index.ts';
import { BOT_SETTINGS, type Microsoft, openMicrosoft } from './microsoft.ts';

/** The whole program with an app id set, and Microsoft's hosts on this machine. */
export interface RunningBot {
  readonly url: string;
  readonly microsoft: Microsoft;
  readonly logged: LogEvent[];
  readonly folder: string;
  /** Posts an activity with a good token, or the header given. */
  post(activity: object, authorization?: string): Promise<Response>;
  stop(): Promise<void>;
}

/** Starts it. `environment` changes its settings; `beside` is one already running, whose store and hosts it shares. */
export async function startBot(
  environment: Readonly<Record<string, string>> = {},
  beside?: RunningBot,
): Promise<RunningBot> {
  const microsoft = beside?.microsoft ?? (await openMicrosoft());
  const folder = beside?.folder ?? mkdtempSync(join(tmpdir(), 'teams-'));
  const logged: LogEvent[] = [];
  const settings = readSettings({
    PORT: '0', HOST: '127.0.0.1', STORAGE_URL: `sqlite:${join(folder, 'conversations.sqlite')}`, ...BOT_SETTINGS, ...environment,
  });
  const program = await startProgram(settings, (event) => logged.push(event), microsoft.endpoints);
  const url = `http://127.0.0.1:${program.port}`;
  return {
    url,
    microsoft,
    logged,
    folder,
    post: async (activity, authorization) =>
      fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(authorization === '' ? {} : { Authorization: authorization ?? `Bearer ${await microsoft.token()}` }),
        },
        body: JSON.stringify(activity),
      }),
    async stop() {
      await program.close();
      if (beside !== undefined) return;
      await microsoft.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A message as Teams sends it from a personal chat. */
export function teamsMessage(
  microsoft: Microsoft,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    type: 'message',
    id: randomUUID(),
    timestamp: '2026-11-25T09:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: microsoft.serviceUrl,
    from: { id: '29:parent', name: 'A parent', aadObjectId: 'x' },
    recipient: { id: '28:bot', name: 'Helper for parents' },
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: 't' },
    text,
    textFormat: 'plain',
    entities: [{ type: 'clientInfo', locale: 'en-GB', platform: 'Web' }],
    channelData: { tenant: { id: 't' } },
    ...more,
  };
}

/** The words of a card or a plain activity, as a person reads them. */
export function wordsIn(activity: object): string {
  const words: string[] = [];
  collect((activity as { readonly attachments?: unknown }).attachments, words);
  return words.length > 0 ? words.join('\n\n') : ((activity as { readonly text?: string }).text ?? '');
}

/** The titles of a card's buttons that send a choice. */
export function choicesIn(activity: object): string[] {
  const buttons = JSON.stringify(activity).matchAll(/"type":"Action\.Submit","title":"((?:[^"\\]|\\.)*)"/g);
  return [...buttons].map(([, title = '']) => JSON.parse(`"${title}"`) as string);
}

function collect(part: unknown, words: string[]): void {
  if (typeof part !== 'object' || part === null) return;
  if ('type' in part && part.type === 'TextRun' && 'text' in part) words.push(String(part.text));
  Object.values(part).forEach((inner: unknown) => collect(inner, words));
}
