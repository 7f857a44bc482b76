import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import {
  AppCredentials, AuthenticationConstants, AuthenticationError, ClaimsIdentity, ConnectorFactory,
  type AuthenticateRequestResult, type ConnectorClient, type UserTokenClient,
} from 'botframework-connector';
import type { BotFrameworkSettings } from '../../common/botFrameworkSettings.ts';
import { AppError } from '../../common/errors.ts';
import type { OutboundToken } from './connector.ts';

type Configuration = Readonly<Record<string, string>>;

/** Nothing is ever sent there: replies go through our own connector. */
const NOWHERE = 'https://connector.invalid';
const UNAUTHORISED = 401;

/** The settings under the names that Bot Framework reads. */
export function configurationOf({ appId, appType, tenantId, credential }: BotFrameworkSettings): Configuration {
  const tenant: Configuration = tenantId === '' ? {} : { MicrosoftAppTenantId: tenantId };
  const named: Configuration = { MicrosoftAppId: appId, MicrosoftAppType: appType, ...tenant };
  switch (credential.kind) {
    case 'managed-identity':
      return named;
    case 'password':
      return { ...named, MicrosoftAppPassword: credential.password };
    case 'certificate':
      return { ...named, CertificateThumbprint: credential.thumbprint, CertificatePrivateKey: credential.privateKey };
  }
}

/**
 * Gives the token for what the bot says, by the way that is set: password, certificate or managed identity. Bot
 * Framework asks Microsoft for it once an hour or so.
 */
export function microsoftToken(settings: BotFrameworkSettings): OutboundToken {
  const factory = new ConfigurationServiceClientCredentialFactory(configurationOf(settings));
  const { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrl: loginUrl } = AuthenticationConstants;
  const credentials = factory.createCredentials(settings.appId, scope, loginUrl, true);
  // Seen where it is awaited; without this a key that cannot be read would end the process before.
  credentials.catch(() => undefined);
  return async () => {
    const made = await credentials;
    if (made instanceof AppCredentials) return made.getToken();
    throw new AppError('CREDENTIALS_UNUSABLE', 'These credentials give no token.');
  };
}

/**
 * Bot Framework's authentication for requests that our gate has let in, with its clients built once instead of with
 * every turn.
 *
 * Its own gate is not used: it answers a forged token with 500 and prints keys, takes tokens of emulators, asks the
 * identity host with every unknown key, and stops at that host's outage once its keys are a day old.
 */
export class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  /** What Bot Framework wants to know of a request whose token is genuine. */
  readonly trusted: AuthenticateRequestResult;
  readonly #identity: ClaimsIdentity;
  #userTokenClient: Promise<UserTokenClient> | undefined;

  constructor(settings: BotFrameworkSettings) {
    super(configurationOf(settings));
    this.#identity = new ClaimsIdentity([{ type: AuthenticationConstants.AudienceClaim, value: settings.appId }], true);
    this.trusted = {
      audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
      claimsIdentity: this.#identity,
      connectorFactory: new OneClient(super.createConnectorFactory(this.#identity)),
    };
  }

  /** @throws AuthenticationError always: requests are let in by our gate or not at all. */
  override async authenticateRequest(): Promise<AuthenticateRequestResult> {
    throw new AuthenticationError('Not authorised.', UNAUTHORISED);
  }

  /** @throws AuthenticationError always: nobody streams to this bot. */
  override async authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    throw new AuthenticationError('Not authorised.', UNAUTHORISED);
  }

  /** @throws AuthenticationError always: this bot has no skills. */
  override async authenticateChannelRequest(): Promise<ClaimsIdentity> {
    throw new AuthenticationError('Not authorised.', UNAUTHORISED);
  }

  override async createUserTokenClient(): Promise<UserTokenClient> {
    return (this.#userTokenClient ??= super.createUserTokenClient(this.#identity));
  }
}

/** Bot Framework wants a client for every turn. One that sends nothing is enough for all. */
class OneClient extends ConnectorFactory {
  readonly #factory: ConnectorFactory;
  #client: Promise<ConnectorClient> | undefined;

  constructor(factory: ConnectorFactory) {
    super();
    this.#factory = factory;
  }

  override async create(): Promise<ConnectorClient> {
    return (this.#client ??= this.#factory.create(NOWHERE));
  }
}
