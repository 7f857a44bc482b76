import { ShowTypingMiddleware } from 'botbuilder';
import { AuthenticationConstants } from 'botframework-connector';
import type { BotFrameworkSettings } from '../../common/botFrameworkSettings.ts';
import type { Log } from '../../common/log.ts';
import type { Instant } from '../../common/message.ts';
import type { Route } from '../http/route.ts';
import { ChannelAuthentication, microsoftToken } from './channelAuthentication.ts';
import { connector, type OutboundToken } from './connector.ts';
import { ConnectorAdapter } from './connectorAdapter.ts';
import { deliveries } from './deliveries.ts';
import { messagesRoute, type TurnHandler } from './messagesRoute.ts';
import { openIdKeys } from './openIdKeys.ts';
import { serviceHosts } from './serviceHosts.ts';
import { tokenGate } from './tokenGate.ts';

/** Microsoft's side, for tests to stand in for. */
export interface MicrosoftEndpoints {
  /** Where the identity host says which keys it signs with. */
  readonly openIdMetadataUrl: string;
  /** Who signs, as the tokens say. */
  readonly tokenIssuer: string;
  /** Origins that replies may be sent to, besides Microsoft's hosts and the operator's. */
  readonly serviceOrigins: readonly string[];
  /** Gives the token for what the bot says. */
  readonly outboundToken: OutboundToken;
}

/** Azure Bot Service, and through it Teams and any other channel of Bot Framework. */
export interface BotFrameworkChannel {
  readonly routes: readonly Route[];
  /** For `onTurnError`. */
  readonly adapter: ConnectorAdapter;
  /** Waits a few seconds for replies that are on their way. */
  close(): Promise<void>;
}

/** A turn that takes longer shows the parent that somebody is there. Hardly one does: there is no artificial delay. */
const TYPING_AFTER_MS = 700;
const TYPING_EVERY_MS = 3_000;

/** Puts the channel together. It talks to nobody until a message comes. */
export function botFrameworkChannel(parts: {
  readonly settings: BotFrameworkSettings;
  readonly handler: TurnHandler;
  readonly now: () => Instant;
  readonly log: Log;
  /** Default: the public cloud's. */
  readonly endpoints?: Partial<MicrosoftEndpoints>;
}): BotFrameworkChannel {
  const { settings, handler, now, log, endpoints = {} } = parts;
  const isAllowed = serviceHosts(settings.serviceHosts, endpoints.serviceOrigins);
  const gate = tokenGate({
    keys: openIdKeys({
      metadataUrl: endpoints.openIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
      now,
      log,
    }),
    issuer: endpoints.tokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer,
    appId: settings.appId,
    now,
  });
  const outgoing = deliveries({ connector: connector(endpoints.outboundToken ?? microsoftToken(settings)), now, log });
  const adapter = new ConnectorAdapter(new ChannelAuthentication(settings, gate, isAllowed), outgoing);
  adapter.use(new ShowTypingMiddleware(TYPING_AFTER_MS, TYPING_EVERY_MS));
  return {
    routes: [messagesRoute({ adapter, gate, isAllowed, handler })],
    adapter,
    close: () => outgoing.close(),
  };
}
