import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const WEB_CHAT = join(import.meta.dirname, 'node_modules/botframework-webchat/dist/webchat.js');

/** Another organisation's site, with Microsoft's stock Web Chat on its page. */
export interface OtherSite {
  readonly origin: string;
  /** The page's address: its Web Chat speaks to `bot` by WebSocket or, without, by polling. */
  readonly pageFor: (bot: string, webSocket: boolean) => string;
  readonly close: () => Promise<void>;
}

export async function openOtherSite(): Promise<OtherSite> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/webchat.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? readFileSync(WEB_CHAT) : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    pageFor: (bot, webSocket) => `${origin}/?bot=${encodeURIComponent(bot)}&webSocket=${webSocket}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const PAGE = `<!doctype html><html lang="en-GB"><title>A charity</title><link rel="icon" href="data:,">
<div id="chat" style="height:600px"></div>
<script src="/webchat.js"></script>
<script>
(async () => {
  const asked = new URLSearchParams(location.search);
  const domain = asked.get('bot') + '/v3/directline';
  const answer = await fetch(domain + '/tokens/generate', { method: 'POST' });
  const { token } = await answer.json();
  const directLine = WebChat.createDirectLine({ token, domain, webSocket: asked.get('webSocket') === 'true' });
  WebChat.renderWebChat({ directLine, locale: 'en-GB' }, document.getElementById('chat'));
})();
</script></html>`;
