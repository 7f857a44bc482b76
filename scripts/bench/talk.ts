import { Agent } from 'node:http';
import { WebSocket } from 'ws';
import { post, type Posting } from './load.ts';

const DIRECT_LINE = '/v3/directline';

/** A conversation begun: gives what to post to say something in it, to the program at `port` or at another. */
export interface Talk {
  readonly say: (text: string, port?: number) => Posting;
  /** Ends its socket. */
  readonly close: () => void;
}

/** Begins a conversation. `listening`: with a socket that receives every echo and reply. */
export async function talk(port: number, listening = false): Promise<Talk> {
  const agent = new Agent();
  const authorised = { headers: await bearer(agent, port), body: '{}' };
  const begun = await post(agent, port, { path: `${DIRECT_LINE}/conversations`, ...authorised });
  const { conversationId, token, streamUrl } = JSON.parse(begun) as Record<'conversationId' | 'token' | 'streamUrl', string>;
  const socket = listening ? new WebSocket(streamUrl) : undefined;
  socket?.on('message', () => undefined);
  const path = `${DIRECT_LINE}/conversations/${conversationId}/activities`;
  let sent = 0;
  return {
    say: (text, at) => {
      sent += 1;
      const activity = { type: 'message', from: { id: 'parent' }, text, channelData: { clientActivityID: `bench-${sent}` } };
      const to = at === undefined ? {} : { port: at };
      return { path, headers: { Authorization: `Bearer ${token}` }, body: JSON.stringify(activity), ...to };
    },
    close: () => socket?.close(),
  };
}

async function bearer(agent: Agent, port: number): Promise<Readonly<Record<string, string>>> {
  const given = await post(agent, port, { path: `${DIRECT_LINE}/tokens/generate`, headers: {}, body: '{}' });
  return { Authorization: `Bearer ${(JSON.parse(given) as { readonly token: string }).token}` };
}
