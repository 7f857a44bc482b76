import { setTimeout as wait } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { inTime } from '../common/inTime.ts';
import { StorageError } from './conversationStorage.ts';
import type { StorageTrouble } from './conversationStorage.ts';

/** A command that takes longer is given up. Redis may all the same have done it. */
export const COMMAND_TIMEOUT_MS = 200;

/** How soon after it came back a lost or hanging Redis is used again, at most. */
const PROBE_EVERY_MS = 250;

/** A Redis away for less than this may be back soon: it restarts, another takes over, or this machine is busy. */
const BACK_SOON_MS = 4000;

/** What may pass by itself in that time. */
const PASSING: ReadonlySet<StorageTrouble> = new Set(['gone', 'hangs', 'busy']);

/** A connection that answers none of so many probes is made anew: the other end may be gone without a word. */
const PROBES_BEFORE_RECONNECT = 8;

/** Nothing waits in line for a Redis that is away, and nothing is sent twice: whether it was done is not known. */
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  connectTimeout: 1000,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  retryStrategy: () => PROBE_EVERY_MS,
  // After a failover the old primary only reads; the name may lead to the new one.
  reconnectOnError: ({ message }) => message.startsWith('READONLY'),
};

const LATE = Symbol('late');
const TIMED_OUT = 'Redis did not answer in time.';

/** What the first word of Redis's refusal means. The rest of it is for nobody's log. */
const TROUBLES: Readonly<Record<string, StorageTrouble>> = {
  OOM: 'full',
  MISCONF: 'full',
  READONLY: 'read-only',
  NOREPLICAS: 'read-only',
  NOAUTH: 'refused',
  WRONGPASS: 'refused',
  NOPERM: 'refused',
  LOADING: 'busy',
  BUSY: 'busy',
};

/**
 * One connection to Redis behind a circuit breaker.
 *
 * Once Redis is gone or hangs, commands are refused at once, without waiting, until a probe is answered. Connects at
 * the first command.
 */
export class RedisConnection {
  readonly #redis: Redis;
  readonly #firstReady: Promise<unknown>;
  /** Why commands are refused now. Undefined: they are not. */
  #trouble: StorageTrouble | undefined;
  /** Whether it is back, told when it is or when it has been away for long. Undefined: it is not away. */
  #return: PromiseWithResolvers<boolean> | undefined;
  #lastError: Error | undefined;
  #closed = false;

  constructor(url: string) {
    this.#redis = new Redis(url, OPTIONS);
    this.#redis.on('error', (error: Error) => (this.#lastError = error)).on('ready', () => (this.#lastError = undefined));
    this.#firstReady = new Promise((resolve) => this.#redis.once('ready', resolve));
  }

  /** @throws StorageError when Redis cannot be asked, refuses, or does not answer in time. */
  async run<T>(command: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StorageError('The storage is closed.', { trouble: 'closed' });
    if (this.#trouble !== undefined) throw this.#unavailable(this.#trouble);
    try {
      await this.#connected();
      return await answered(command(this.#redis));
    } catch (error) {
      const trouble = troubleOf(error);
      // An answer, even a refusal, means that Redis is there.
      if (!this.#isReady() || trouble === 'gone' || trouble === 'hangs') void this.#breakUntilAnswered(trouble);
      throw this.#unavailable(trouble, error);
    }
  }

  /** Waits for a Redis that went away only just now. `false`: it is not away, or not back soon. */
  async isBackSoon(): Promise<boolean> {
    return this.#return === undefined ? false : this.#return.promise;
  }

  /** Ends the connection; what is under way fails. */
  close(): void {
    this.#closed = true;
    this.#return?.resolve(false);
    this.#redis.disconnect();
  }

  #isReady(): boolean {
    return this.#redis.status === 'ready';
  }

  /** Only the first call waits, for as long as a command may take. */
  async #connected(): Promise<void> {
    if (this.#isReady()) return;
    if (this.#redis.status === 'wait') void this.#redis.connect().catch(ignore);
    await inTime(COMMAND_TIMEOUT_MS, this.#firstReady, LATE);
    if (this.#isReady()) return;
    throw this.#lastError ?? new Error(this.#redis.status === 'connect' ? TIMED_OUT : 'Connection is closed.');
  }

  async #breakUntilAnswered(trouble: StorageTrouble): Promise<void> {
    if (this.#trouble !== undefined) return;
    this.#trouble = trouble;
    const back = Promise.withResolvers<boolean>();
    this.#return = back;
    const givingUp = setTimeout(() => back.resolve(false), PASSING.has(trouble) ? BACK_SOON_MS : 0).unref();
    for (let probes = 1; !this.#closed; probes += 1) {
      await wait(PROBE_EVERY_MS, undefined, { ref: false });
      if (await this.#isAnswering()) break;
      if (probes % PROBES_BEFORE_RECONNECT === 0) this.#connectAnew();
    }
    clearTimeout(givingUp);
    this.#trouble = undefined;
    this.#return = undefined;
    back.resolve(!this.#closed);
  }

  async #isAnswering(): Promise<boolean> {
    if (!this.#isReady()) return false;
    return answered(this.#redis.ping()).then(
      () => true,
      // A refusal is an answer too.
      (error: unknown) => !['gone', 'hangs'].includes(troubleOf(error)),
    );
  }

  #connectAnew(): void {
    if (!this.#closed) this.#redis.disconnect(true);
  }

  #unavailable(trouble: StorageTrouble, cause: unknown = this.#lastError): StorageError {
    return new StorageError('Redis cannot be used now.', { trouble, cause });
  }
}

/** @throws Error when Redis says no, or nothing in time. */
async function answered<T>(command: Promise<T>): Promise<T> {
  const answer = await inTime(COMMAND_TIMEOUT_MS, command, LATE);
  if (answer === LATE) throw new Error(TIMED_OUT);
  return answer;
}

function ignore(): void {
  // Told as an event too, which is where it is kept.
}

function troubleOf(error: unknown): StorageTrouble {
  if (!(error instanceof Error)) return 'faulty';
  if (error.message === TIMED_OUT) return 'hangs';
  const [word = ''] = error.message.replace(/^(ReplyError|Ready check failed): /, '').split(/[ :]/);
  return TROUBLES[word] ?? (error.name === 'ReplyError' ? 'faulty' : 'gone');
}
