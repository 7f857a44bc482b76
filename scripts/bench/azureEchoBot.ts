/**
 * A bare Bot Framework bot with the same stand-in for Microsoft: restify, its body parser, CloudAdapter, its own
 * authentication, credentials that need no network. Prints its port. Repeats what it is told, and knows nothing else.
 */
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AuthenticationConstants, ServiceClientCredentialsFactory } from 'botframework-connector';
import restify from 'restify';

const standIn = process.env['STAND_IN'] ?? '';

class FreeCredentials extends ServiceClientCredentialsFactory {
  override async isValidAppId(): Promise<boolean> {
    return true;
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  override async createCredentials(): ReturnType<ServiceClientCredentialsFactory['createCredentials']> {
    return {
      async signRequest(request) {
        request.headers.set('authorization', 'Bearer token');
        return request;
      },
    };
  }
}

const { ToChannelFromBotLoginUrl, ToChannelFromBotOAuthScope, OAuthUrl } = AuthenticationConstants;
const authentication = new ConfigurationBotFrameworkAuthentication(
  {
    MicrosoftAppId: process.env['MicrosoftAppId'] ?? '',
    ToBotFromChannelOpenIdMetadataUrl: `${standIn}/metadata`,
    ToBotFromChannelTokenIssuer: standIn,
    ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope,
    OAuthUrl,
  },
  new FreeCredentials(),
);
const bot = new ActivityHandler().onMessage(async (context) => {
  await context.sendActivity(`You said: ${context.activity.text}`);
});
const adapter = new CloudAdapter(authentication);
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => adapter.process(request, response, (context) => bot.run(context)));
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.on('SIGTERM', () => process.exit(0));
