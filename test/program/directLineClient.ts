/** The little of Direct Line that a test needs by hand, over real HTTP. */
export interface Conversation {
  readonly id: string;
  readonly token: string;
  /** Sends a message and gives its activity id. */
  send(text: string, more?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Everything said so far, oldest first. */
  activities(): Promise<readonly SeenActivity[]>;
}

export interface SeenActivity {
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly role?: string };
  readonly replyToId?: string;
}

const DIRECT_LINE = '/v3/directline';

export async function converse(url: string): Promise<Conversation> {
  const { token } = await post(`${url}${DIRECT_LINE}/tokens/generate`, '', {});
  if (typeof token !== 'string') throw new Error('There is no token.');
  const { conversationId: id } = await post(`${url}${DIRECT_LINE}/conversations`, token, {});
  if (typeof id !== 'string') throw new Error('There is no conversation.');
  const address = `${url}${DIRECT_LINE}/conversations/${id}/activities`;
  return {
    id,
    token,
    async send(text, more = {}) {
      const sent = await post(address, token, { type: 'message', from: { id: 'parent' }, text, ...more });
      return String(sent['id']);
    },
    async activities() {
      const response = await fetch(address, { headers: { Authorization: `Bearer ${token}` } });
      const { activities } = (await response.json()) as { readonly activities: readonly SeenActivity[] };
      return activities;
    },
  };
}

async function post(address: string, token: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${new URL(address).pathname} answered ${response.status}`);
  return (await response.json()) as Readonly<Record<string, unknown>>;
}
