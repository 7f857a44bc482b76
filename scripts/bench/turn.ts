import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../common/log.ts';
import { readSettings } from '../../common/settings.ts';
import type { HttpRequest, Route } from '../../channels/http/route.ts';
import { assembleProgram } from '../../index.ts';
import { type Spread, spreadOf } from './load.ts';

const WARM_UP_TURNS = 2000;
const TURNS = 5000;
/** A new conversation after as many messages as a long talk has. */
const TURNS_A_CONVERSATION = 12;

/**
 * Takes turns through everything but the socket: token, Direct Line, bot, safety, matcher, SQLite on disk, and the
 * replies drawn as activities. Gives microseconds a turn.
 */
export async function turnInProcess(texts: readonly string[]): Promise<Spread> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const settings = readSettings({ STORAGE_URL: `sqlite:${join(folder, 'conversations.sqlite')}` });
  const program = await assembleProgram(settings, silentLog);
  const turns = turnsThrough(program.routes);
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP_TURNS + TURNS; turn += 1) {
    const take = await turns.ready(turn, texts[turn % texts.length] ?? '');
    const started = performance.now();
    await take();
    if (turn >= WARM_UP_TURNS) took.push((performance.now() - started) * 1000);
  }
  await program.directLine.close();
  await program.storage.close();
  rmSync(folder, { recursive: true });
  return spreadOf(took);
}

function turnsThrough(routes: readonly Route[]): { ready(turn: number, text: string): Promise<() => Promise<void>> } {
  const call = async (path: string, params: HttpRequest['params'], token: string, body: unknown): Promise<unknown> => {
    const route = routes.find((each) => each.method === 'POST' && each.path === path);
    if (route === undefined) throw new Error(`There is no route ${path}.`);
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
    const request = { method: 'POST', path, params, query: new URLSearchParams(), headers, origin: 'http://localhost', body };
    const response = await route.handle(request);
    if (response.status >= 300) throw new Error(`${path} answered ${response.status}.`);
    return response.body;
  };
  let talk = { token: '', conversationId: '' };
  return {
    async ready(turn, text) {
      if (turn % TURNS_A_CONVERSATION === 0) {
        talk = (await call('/v3/directline/tokens/generate', {}, '', {})) as typeof talk;
      }
      const { token, conversationId } = talk;
      const activity = { type: 'message', from: { id: 'parent' }, text, channelData: { clientActivityID: `bench-${turn}` } };
      return async () => {
        await call('/v3/directline/conversations/:conversationId/activities', { conversationId }, token, activity);
      };
    },
  };
}
