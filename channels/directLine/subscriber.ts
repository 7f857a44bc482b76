import { WebSocket } from 'ws';
import type { ConversationLog, LoggedActivity, LogStretch } from '../../common/conversationLog.ts';
import { readSince } from './history.ts';
import type { ActivitySet, DirectLineActivity } from './protocol.ts';
import type { RenderActivity } from './renderActivity.ts';
import type { RestartNotice } from './restartNotice.ts';
import { formatWatermark, goesOnAfter } from './watermark.ts';
import type { Position } from './watermark.ts';

export interface SubscriberOptions {
  readonly socket: WebSocket;
  readonly conversationId: string;
  readonly userId?: string;
  /** What the client has already. */
  readonly position: Position;
  readonly log: ConversationLog;
  readonly render: RenderActivity;
  readonly restartNotice: RestartNotice;
}

/** Bytes that may wait for a slow reader. Beyond: the socket ends, and the client comes back with its watermark. */
export const MAX_BUFFERED_BYTES = 65_536;

/** Turns that may wait while a slow reader is catching up. */
const MAX_WAITING = 100;
const ACTIVITIES_PER_FRAME = 20;
const INTERNAL_ERROR = 1011;
const UNSUPPORTED_DATA = 1003;

/** One open socket: gets every activity of its conversation after its position, once, in number order. */
export class Subscriber {
  readonly #options: SubscriberOptions;
  #position: Position;
  #steps: Promise<void> = Promise.resolve();
  #waiting = 0;
  #isAlive = true;
  #isBehind = false;

  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.#position = options.position;
    const { socket } = options;
    socket.on('pong', () => (this.#isAlive = true));
    socket.on('message', (_data, isBinary) => this.#heard(isBinary));
    // A broken frame: ws closes the socket with the right code, and 'close' follows.
    socket.on('error', () => socket.terminate());
  }

  /** Whether the log could not be read whole the last time, so that something may be missing. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Sends what the log has and the client has not. Resolves when that is done or failed; never rejects. */
  async catchUp(): Promise<void> {
    return this.#next(() => this.#catchUp());
  }

  /** Sends what one turn brought, and before it whatever is missing in between. */
  offer(stretch: LogStretch): void {
    void this.#next(() => this.#deliver(stretch));
  }

  /** Sends activities that have no number. */
  tell(activities: readonly DirectLineActivity[]): void {
    void this.#next(async () => void this.#send(activities));
  }

  /** Asks for a sign of life, and gives one that scripts in a browser can see. Ends a socket that gave none. */
  beat(): void {
    const { socket } = this.#options;
    if (!this.#isAlive) socket.terminate();
    this.#isAlive = false;
    socket.ping();
    socket.send('');
  }

  /** Ends the socket politely. */
  close(code: number, reason: string): void {
    this.#options.socket.close(code, reason);
  }

  /** Ends the socket at once. */
  terminate(): void {
    this.#options.socket.terminate();
  }

  /** Text is ignored: stock clients send empty frames as a sign of life, and activities are posted. */
  #heard(isBinary: boolean): void {
    this.#isAlive = true;
    if (isBinary) this.close(UNSUPPORTED_DATA, '');
  }

  #next(step: () => Promise<void>): Promise<void> {
    if (this.#waiting >= MAX_WAITING) this.terminate();
    this.#waiting += 1;
    this.#steps = this.#steps
      .then(step)
      .catch(() => this.close(INTERNAL_ERROR, ''))
      .finally(() => (this.#waiting -= 1));
    return this.#steps;
  }

  async #deliver(stretch: LogStretch): Promise<void> {
    const [first] = this.#unseen(stretch);
    if (first === undefined) return;
    const isNext = first.number === goesOnAfter(this.#position, stretch.epoch) + 1;
    // With the log unreadable, what we hold goes out all the same: it may be about danger.
    if (!isNext) await this.#catchUp().catch(() => undefined);
    await this.#show(stretch.epoch, this.#unseen(stretch));
  }

  #unseen({ epoch, activities }: LogStretch): readonly LoggedActivity[] {
    const after = goesOnAfter(this.#position, epoch);
    return activities.filter(({ number }) => number > after);
  }

  async #catchUp(): Promise<void> {
    const { log, conversationId } = this.#options;
    const news = await readSince(log, conversationId, this.#position, { atOnce: true });
    const { epoch, activities, end, lostEpoch } = news;
    this.#isBehind = news.incomplete === true;
    if (lostEpoch !== undefined) void this.#send(this.#options.restartNotice(conversationId, lostEpoch));
    await this.#show(epoch, activities);
    this.#position = end;
  }

  /** Waits between frames, never after the last, so that a long replay does not look like a slow reader. */
  async #show(epoch: string, activities: readonly LoggedActivity[]): Promise<void> {
    const { render, conversationId, userId } = this.#options;
    const place = { conversationId, epoch, ...(userId !== undefined && { userId }) };
    let flushed: Promise<void> | undefined;
    for (let start = 0; start < activities.length; start += ACTIVITIES_PER_FRAME) {
      await flushed;
      const frame = activities.slice(start, start + ACTIVITIES_PER_FRAME);
      this.#position = { epoch, number: frame.at(-1)?.number ?? this.#position.number };
      flushed = this.#send(frame.map((entry) => render(entry, place)));
    }
  }

  #send(activities: readonly DirectLineActivity[]): Promise<void> {
    const { socket } = this.#options;
    if (socket.readyState !== WebSocket.OPEN) return Promise.resolve();
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      socket.terminate();
      return Promise.resolve();
    }
    const set: ActivitySet = { activities, watermark: formatWatermark(this.#position) };
    return new Promise((resolve) => socket.send(JSON.stringify(set), () => resolve()));
  }
}
