import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningProgram, startProgram } from '../../index.ts';
import type { LogEvent } from '../../common/log.ts';
import { readSettings } from '../../common/settings.ts';

/** The whole program as an operator starts it, on a free port, with its store in a folder of its own. */
export interface Started {
  readonly program: RunningProgram;
  readonly url: string;
  readonly folder: string;
  readonly logged: LogEvent[];
  stop(): Promise<void>;
}

/** Starts it. `folder` from a run before: the same store, as after a restart. */
export async function start(
  environment: Readonly<Record<string, string>> = {},
  folder = newFolder(),
): Promise<Started> {
  const logged: LogEvent[] = [];
  const settings = readSettings({
    PORT: '0',
    HOST: '127.0.0.1',
    STORAGE_URL: `sqlite:${join(folder, 'conversations.sqlite')}`,
    ...environment,
  });
  const program = await startProgram(settings, (event) => logged.push(event));
  return { program, url: `http://127.0.0.1:${program.port}`, folder, logged, stop: () => program.close() };
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'infant-mental-health-bot-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
