import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { hasBody } from './body.ts';

/** A request and the response it is to get. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Knows which requests have begun and are not yet answered, so that a drain can wait for exactly those. */
export class RequestsInProgress {
  readonly #exchanges = new Map<Exchange, Duplex>();
  #whenNone: (() => void) | undefined;

  /** Counts an exchange until its response is sent or its connection is gone. */
  begin(exchange: Exchange): void {
    this.#exchanges.set(exchange, exchange.request.socket);
    exchange.response.once('close', () => {
      this.#exchanges.delete(exchange);
      if (this.#exchanges.size === 0) this.#whenNone?.();
    });
  }

  /** Calls back once there is no request in progress: now, or later each time the last one ends. */
  whenNone(callback: () => void): void {
    this.#whenNone = callback;
    if (this.#exchanges.size === 0) callback();
  }

  /** The requests of one connection that came in whole and wait for their answer, first come first. */
  whole(socket: Duplex): readonly Exchange[] {
    return this.#of(socket).filter(({ request }) => request.complete || !hasBody(request));
  }

  /** Whether an answer has begun to be written on this connection. */
  isSpeakingOn(socket: Duplex): boolean {
    return this.#of(socket).some(({ response }) => response.headersSent);
  }

  #of(socket: Duplex): readonly Exchange[] {
    return [...this.#exchanges].filter(([, on]) => on === socket).map(([exchange]) => exchange);
  }
}
