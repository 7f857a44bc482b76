import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What Linux counts processor time in. */
const MS_A_TICK = 10;

/** A program started for a measurement. */
export interface Child {
  readonly port: number;
  /** Memory held now, in megabytes: what the operating system counts for this process. */
  readonly memoryMb: () => number;
  /** Processor time spent since its start, in milliseconds, in steps of ten. */
  readonly cpuMs: () => number;
  stop(): Promise<void>;
}

/** Starts a script of ours in its own process and waits until it has said its port on a line of JSON. */
export async function startChild(script: string, environment: Readonly<Record<string, string>> = {}): Promise<Child> {
  const child = spawn(process.execPath, [script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const port = await portSaidBy(child);
  child.stdout.resume();
  return {
    port,
    memoryMb: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    cpuMs: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function portSaidBy(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('The program says nothing.');
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    if (typeof said === 'object' && said !== null && 'port' in said && typeof said.port === 'number') return said.port;
  }
  throw new Error('The program ended before it listened.');
}
