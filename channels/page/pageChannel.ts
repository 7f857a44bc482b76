import { randomBytes } from 'node:crypto';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Reply } from '../../common/reply.ts';
import { ChatPage, type ChatPageProps } from '../../widget/views/chatPage.ts';
import { MAX_FIELD_CHARACTERS, type Turn } from '../../widget/views/conversation.ts';
import { AboutPage, ErrorPage, HelpPage, type HelpService } from '../../widget/views/plainPages.ts';
import { STYLE } from '../../widget/views/style.ts';
import { word, type ViewWords } from '../../widget/views/words.ts';
import type { AzureDirectLineSettings } from '../../common/botFrameworkSettings.ts';
import type { ConversationLog } from '../../common/conversationLog.ts';
import type { Count } from '../../common/count.ts';
import type { Log } from '../../common/log.ts';
import type { ConversationTokens } from '../conversationTokens.ts';
import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import { conversationControls } from './conversationControls.ts';
import { CompressedText } from './compressed.ts';
import { demonstration } from './demonstration.ts';
import { PageAdapter, type TurnHandler } from './pageAdapter.ts';
import { pageHeaders } from './pageHeaders.ts';
import { pageScripts, type ScriptTexts } from './scripts.ts';
import { shownAsAsked } from './shownAsAsked.ts';

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
type Shown = Turn & Pick<ChatPageProps, 'draft' | 'answeredId'>;

/** A page made for one request: fast rather than small. */
const PAGE_QUALITY = 5;

export function pageChannel(parts: {
  readonly handler: TurnHandler;
  readonly tokens: ConversationTokens;
  /** Deletes a conversation when a parent leaves. */
  readonly log: Pick<ConversationLog, 'delete'>;
  readonly report: Log;
  readonly count: Count;
  readonly words: ViewWords;
  /** The words of pages in every language there is, English first. */
  readonly wordsByLanguage: ReadonlyMap<string, ViewWords>;
  readonly scripts: ScriptTexts;
  readonly welcome: readonly Reply[];
  /** The words of a button, by the id it sent. Undefined: it is none of ours. */
  readonly choiceTitle: (id: string) => string | undefined;
  readonly helpServices: readonly HelpService[];
  /** Origins that may show the pages in a frame. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** The chat goes through Azure, and the page says so. Absent: it stays here. */
  readonly azureDirectLine?: AzureDirectLineSettings;
}): PageChannel {
  const { tokens, words, welcome, helpServices, allowedOrigins, azureDirectLine } = parts;
  const adapter = new PageAdapter(parts.handler);
  const headers = pageHeaders(allowedOrigins, azureDirectLine?.url);
  const scripts = pageScripts(parts.scripts, parts.wordsByLanguage);
  const page = (text: string): HttpResponse => ({ status: 200, headers: headers.plain, body: text });
  const fixed = { words, style: STYLE };
  const asAsked = (request: HttpRequest) => shownAsAsked(request, parts.wordsByLanguage, words);

  /** The first page has a script that takes it over. A page that answers a form never needs one. */
  async function firstPage(request: HttpRequest): Promise<HttpResponse> {
    const asked = asAsked(request);
    const carried = azureDirectLine === undefined ? {} : { isCarried: true } as const;
    const state = {
      welcome,
      words: Object.fromEntries(asked.words),
      hosts: [request.origin, ...allowedOrigins],
      ...carried,
      ...(asked.contentLanguage === undefined ? {} : { language: asked.contentLanguage }),
    };
    const takeover = { script: scripts.chatPath, state };
    const text = await chatPage(request, newId(), { replies: welcome, isAnswer: false }, { takeover, ...carried });
    return new CompressedText(text, PAGE_QUALITY).answer(request, headers.scripted(request));
  }

  async function chatPage(
    request: HttpRequest,
    conversationId: string,
    { draft, answeredId, ...turn }: Shown,
    more: Pick<ChatPageProps, 'takeover' | 'isCarried'> = {},
  ): Promise<string> {
    const token = await tokens.issue({ conversationId, use: 'page' });
    const begun = { ...(draft === undefined ? {} : { draft }), ...(answeredId === undefined ? {} : { answeredId }) };
    const shown = { ...fixed, ...asAsked(request), ...begun, ...more };
    return html(h(ChatPage, { ...shown, turns: [turn], token, messageId: newId() }));
  }

  async function takeForm(request: HttpRequest): Promise<HttpResponse> {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const outcome = await tokens.verify(form.get('conversation') ?? '', 'page');
    // A page left open too long loses nothing: the message is answered, in a conversation that begins with it.
    const conversationId = outcome.kind === 'valid' ? outcome.conversationId : newId();
    const message = messageIn(form);
    const replies = await adapter.take(conversationId, { ...message, id: `page:${message.id}` });
    const notice = noticeFor(outcome.kind === 'valid', message);
    const shown = {
      ...shownBack(message, replies, parts.choiceTitle),
      ...(notice === undefined ? {} : { notice: word(words, notice) }),
      replies,
      answeredId: message.id,
      isAnswer: true,
    };
    return page(await chatPage(request, conversationId, shown));
  }

  return {
    adapter,
    errorPage: (status) => html(h(ErrorPage, { ...fixed, status })),
    routes: [
      get('/', demonstration({ ...fixed, headers, loader: scripts.loader })),
      get('/about', () => page(html(h(AboutPage, fixed)))),
      get('/help', () => page(html(h(HelpPage, { ...fixed, services: helpServices })))),
      get('/chat', firstPage),
      {
        ...get('/chat', () => ({ status: 405 })),
        method: 'POST',
        takes: 'form',
        maxBodyBytes: MAX_FORM_BYTES,
        handle: takeForm,
      },
      ...conversationControls({ ...parts }),
      ...scripts.routes,
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

function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}
