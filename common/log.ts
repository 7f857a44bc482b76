/**
 * What may be logged: ids of content, kinds, durations, scores, codes. There is no field for text, on purpose:
 * nothing a parent typed can reach a log. Conversation ids are left out too.
 */
export interface LogEvent {
  readonly event: string;
  readonly code?: string;
  readonly kind?: string;
  readonly label?: string;
  readonly score?: number;
  readonly ms?: number;
  readonly count?: number;
  readonly port?: number;
  readonly channel?: string;
  readonly status?: number;
}

/** Writes one event as one line of JSON. */
export type Log = (event: LogEvent) => void;

/** Logs to standard output. A closed or full output never stops the program. */
export function standardOutputLog(): Log {
  process.stdout.on('error', ignore);
  return (event) => process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`);
}

/** Logs nothing, for tests and scripts. */
export const silentLog: Log = ignore;

/** The same log, with its faults kept from whoever logs: a turn goes on although a line is lost. */
export function unfailing(log: Log): Log {
  return (event) => {
    try {
      log(event);
    } catch {
      ignore();
    }
  };
}

function ignore(): void {
  // Losing a log line is better than losing a turn.
}
