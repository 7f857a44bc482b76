import { AuthenticationConstants } from 'botframework-connector';
import type { BotFrameworkSettings } from '../../common/botFrameworkSettings.ts';
import type { DeliveryMarks } from '../../common/deliveryMarks.ts';
import type { Log } from '../../common/log.ts';
import type { Instant } from '../../common/message.ts';
import type { Route } from '../http/route.ts';
import { ChannelAuthentication, microsoftToken } from './channelAuthentication.ts';
import { connector, type OutboundToken } from './connector.ts';
import { ConnectorAdapter, type TurnHandler } from './connectorAdapter.ts';
import { deliveries } from './deliveries.ts';
import { messagesRoute } from './messagesRoute.ts';
import { openIdKeys } from './openIdKeys.ts';
import { serviceHosts } from './serviceHosts.ts';
import { showTyping } from './showTyping.ts';
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

/** Puts the channel together. It talks to nobody until a message comes. */
export function botFrameworkChannel(parts: {
  readonly settings: BotFrameworkSettings;
  readonly handler: TurnHandler;
  readonly marks: DeliveryMarks;
  readonly now: () => Instant;
  readonly log: Log;
  /** Default: the public cloud's. */
  readonly endpoints?: Partial<MicrosoftEndpoints>;
}): BotFrameworkChannel {
  const { settings, handler, marks, now, log, endpoints = {} } = parts;
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
  const outgoing = deliveries({
    connector: connector(endpoints.outboundToken ?? microsoftToken(settings)), marks, now, log,
  });
  const adapter = new ConnectorAdapter(new ChannelAuthentication(settings), outgoing);
  adapter.use(showTyping);
  return {
    routes: [messagesRoute({ adapter, gate, isAllowed, handler })],
    adapter,
    close: () => outgoing.close(),
  };
}
