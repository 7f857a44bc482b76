import type { DirectLineActivity } from '../../channels/directLine/protocol.ts';

/** What one parent did and got. */
export interface History {
  /** Ids of the messages acknowledged, in the order sent. */
  readonly acknowledged: readonly string[];
  /** The whole log, read at the end. */
  readonly log: readonly DirectLineActivity[];
  /** What came over sockets, without what came twice. Undefined: the parent did not listen. */
  readonly seen?: readonly DirectLineActivity[];
}

/**
 * Lists what is wrong with a history. Empty: every acknowledged message is there once, in order, answered once after
 * its echo, and sockets showed what the log holds.
 */
export function faultsIn({ acknowledged, log, seen }: History): string[] {
  const echoes = log.filter(({ from }) => from.role === 'user').map(clientIdOf);
  return [
    ...acknowledged.filter((id) => !echoes.includes(id)).map((id) => `${id} is lost`),
    ...repeated(echoes).map((id) => `${id} is doubled`),
    ...(inOrderOf(acknowledged, echoes) ? [] : ['messages are out of order']),
    ...repeated(log.map(({ id }) => id)).map((id) => `activity ${id} is doubled`),
    ...unanswered(log),
    ...misplacedReplies(log),
    ...(seen === undefined ? [] : differences(log, seen)),
  ];
}

function clientIdOf({ channelData }: DirectLineActivity): string {
  return channelData?.clientActivityID ?? '';
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function inOrderOf(wanted: readonly string[], found: readonly string[]): boolean {
  const common = found.filter((id) => wanted.includes(id));
  return wanted.filter((id) => common.includes(id)).every((id, index) => id === common[index]);
}

function unanswered(log: readonly DirectLineActivity[]): string[] {
  const answered = new Set(log.map(({ replyToId }) => replyToId));
  return log.filter(({ id, from }) => from.role === 'user' && !answered.has(id)).map(({ id }) => `${id} is unanswered`);
}

/** Replies stand right after the message they answer, so that none comes twice or late. */
function misplacedReplies(log: readonly DirectLineActivity[]): string[] {
  let lastMessage: string | undefined;
  const faults: string[] = [];
  for (const { id, from, replyToId } of log) {
    if (from.role === 'user') lastMessage = id;
    else if (replyToId !== lastMessage) faults.push(`${id} answers another message`);
  }
  return faults;
}

function differences(log: readonly DirectLineActivity[], seen: readonly DirectLineActivity[]): string[] {
  const [logged, shown] = [log.map(({ id }) => id), seen.map(({ id }) => id)];
  const [inLog, inSeen] = [new Set(logged), new Set(shown)];
  return [
    ...logged.filter((id) => !inSeen.has(id)).map((id) => `${id} was never shown`),
    ...shown.filter((id) => !inLog.has(id)).map((id) => `${id} was shown and is in no log`),
    ...(shown.filter((id) => inLog.has(id)).join() === logged.filter((id) => inSeen.has(id)).join() ? [] : ['shown out of order']),
  ];
}
