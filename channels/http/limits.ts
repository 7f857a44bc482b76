/** How long and how large a caller may be. Times in milliseconds, sizes in bytes. */
export interface DoorLimits {
  /** From the connection, or the first byte of a further request on it, to the end of the headers. */
  readonly headersMs: number;
  /** From there to the end of the body: a whole request, headers included. */
  readonly requestMs: number;
  /** How long a connection may stay open between two requests. */
  readonly keepAliveMs: number;
  /** From a WebSocket request to the first byte of its answer. */
  readonly upgradeMs: number;
  /** How long `close` waits for requests in progress before it cuts them. */
  readonly drainMs: number;
  /** The request line and all headers together. */
  readonly maxHeaderBytes: number;
}

/** The limits unless told otherwise. A phone on a slow line keeps them; a client that trickles bytes does not. */
export const DEFAULT_LIMITS: DoorLimits = {
  headersMs: 5_000,
  requestMs: 10_000,
  // Proxies keep idle connections for 60 s. Closing ours first would fail the request they send at that moment.
  keepAliveMs: 65_000,
  upgradeMs: 5_000,
  drainMs: 10_000,
  maxHeaderBytes: 16_384,
};

/** Most header lines of one request. Node by default drops the lines beyond its limit silently; here it is 431. */
export const MAX_HEADER_LINES = 100;

/** How long a refused caller may take to read its refusal before the connection with its unread body is cut. */
export const LINGER_MS = 250;
