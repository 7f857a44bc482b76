import { createHash, randomBytes } from 'node:crypto';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Reply } from '../../common/reply.ts';
import { ChatPage, type ChatPageProps, MAX_FIELD_CHARACTERS } from '../../widget/views/chatPage.ts';
import { ErrorPage, HelpPage, HomePage, type HelpService } from '../../widget/views/plainPages.ts';
import { STYLE } from '../../widget/views/style.ts';
import { word, type ViewWords } from '../../widget/views/words.ts';
import type { ConversationTokens } from '../conversationTokens.ts';
import type { HttpResponse, Route } from '../http/route.ts';
import { PageAdapter, type TurnHandler } from './pageAdapter.ts';

/** Whatever the field takes gets through, percent-encoded and with the hidden fields: at most 9 bytes a character. */
const MAX_FORM_BYTES = 9 * MAX_FIELD_CHARACTERS + 16_384;
const MAX_MESSAGE_ID_CHARACTERS = 64;
const ID_BYTES = 18;

/** The whole service as HTML pages that need no JavaScript. */
export interface PageChannel {
  readonly routes: readonly Route[];
  readonly adapter: PageAdapter;
  /** A page for an HTTP status, with where help is. Needs nothing that can fail. */
  readonly errorPage: (status: number) => string;
}

/** What is on the page besides its frame. */
type Shown = Pick<ChatPageProps, 'said' | 'draft' | 'replies' | 'notice' | 'answeredId'>;

export function pageChannel(parts: {
  readonly handler: TurnHandler;
  readonly tokens: ConversationTokens;
  readonly words: ViewWords;
  readonly welcome: readonly Reply[];
  /** The words of a button, by the id it sent. Undefined: it is none of ours. */
  readonly choiceTitle: (id: string) => string | undefined;
  readonly helpServices: readonly HelpService[];
  /** Origins that may show the pages in a frame. */
  readonly allowedOrigins: ReadonlySet<string>;
}): PageChannel {
  const { tokens, words, welcome, helpServices } = parts;
  const adapter = new PageAdapter(parts.handler);
  const headers = pageHeaders(parts.allowedOrigins);
  const page = <P>(node: VNode<P>, status = 200): HttpResponse => ({ status, headers, body: html(node) });
  const fixed = { words, style: STYLE };

  async function chatPage(conversationId: string, shown: Shown): Promise<HttpResponse> {
    const token = await tokens.issue({ conversationId, use: 'page' });
    return page(h(ChatPage, { ...fixed, ...shown, token, messageId: newId() }));
  }

  async function takeForm(form: URLSearchParams): Promise<HttpResponse> {
    const outcome = await tokens.verify(form.get('conversation') ?? '', 'page');
    // A page left open too long loses nothing: the message is answered, in a conversation that begins with it.
    const conversationId = outcome.kind === 'valid' ? outcome.conversationId : newId();
    const message = messageIn(form);
    const replies = await adapter.take(conversationId, { ...message, id: `page:${message.id}` });
    const notice = noticeFor(outcome.kind === 'valid', message);
    return chatPage(conversationId, {
      ...shownBack(message, replies, parts.choiceTitle),
      ...(notice === undefined ? {} : { notice: word(words, notice) }),
      replies,
      answeredId: message.id,
    });
  }

  return {
    adapter,
    errorPage: (status) => html(h(ErrorPage, { ...fixed, status })),
    routes: [
      get('/', () => page(h(HomePage, fixed))),
      get('/help', () => page(h(HelpPage, { ...fixed, services: helpServices }))),
      get('/chat', () => chatPage(newId(), { replies: welcome })),
      {
        ...get('/chat', () => ({ status: 405 })),
        method: 'POST',
        takes: 'form',
        maxBodyBytes: MAX_FORM_BYTES,
        handle: ({ body }) => takeForm(body instanceof URLSearchParams ? body : new URLSearchParams()),
      },
    ],
  };
}

/** What a form holds. `choice` absent: no button of ours was tapped. */
interface FormMessage {
  readonly id: string;
  readonly text: string;
  readonly choice?: string;
}

/**
 * Reads a form. An empty one asks nothing: it is the message before it, sent again, so that an empty field never
 * takes a reply away from somebody who is reading it.
 */
function messageIn(form: URLSearchParams): FormMessage {
  const text = form.get('text') ?? '';
  const choice = form.get('choice');
  if (choice !== null) return { id: idIn(form, 'message'), text, choice };
  return { id: idIn(form, text.trim() === '' ? 'answered' : 'message'), text };
}

function idIn(form: URLSearchParams, field: string): string {
  const id = form.get(field) ?? '';
  return id.length <= MAX_MESSAGE_ID_CHARACTERS && /^[\w-]+$/.test(id) ? id : newId();
}

function noticeFor(carriesOn: boolean, { text, choice }: FormMessage): string | undefined {
  if (choice === undefined && text.trim() === '') return 'empty-message';
  return carriesOn ? undefined : 'began-afresh';
}

/** Words sent along with a button wait in the field, unless they are what was answered: words about danger. */
function shownBack(
  { text, choice }: FormMessage,
  replies: readonly Reply[],
  choiceTitle: (id: string) => string | undefined,
): Pick<Shown, 'said' | 'draft'> {
  const isTyped = text.trim() !== '';
  if (choice === undefined || (isTyped && replies[0]?.kind === 'crisis')) return isTyped ? { said: text } : {};
  const title = choiceTitle(choice);
  return { ...(title === undefined ? {} : { said: title }), ...(isTyped ? { draft: text } : {}) };
}

function get(path: string, handle: Route['handle']): Route {
  return { method: 'GET', path, takes: 'none', maxBodyBytes: 0, crossOrigin: false, refusals: 'page', handle };
}

function html<P>(node: VNode<P>): string {
  return `<!doctype html>\n${renderToString(node)}`;
}

/** No script at all, one style known by its hash, and frames only on the sites the operator named. */
function pageHeaders(allowedOrigins: ReadonlySet<string>): Readonly<Record<string, string>> {
  const styleHash = createHash('sha256').update(STYLE).digest('base64');
  const ancestors = allowedOrigins.size === 0 ? "'self'" : ["'self'", ...allowedOrigins].join(' ');
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`,
  };
}

function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}
