/**
 * A bare Bot Framework bot on the stock stack, to be measured beside: restify, its body parser, CloudAdapter without
 * an app id. Prints its port. It repeats what it is told, and knows nothing else.
 */
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';

const bot = new ActivityHandler().onMessage(async (context) => {
  await context.sendActivity(`You said: ${context.activity.text}`);
});
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => adapter.process(request, response, (context) => bot.run(context)));
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.on('SIGTERM', () => process.exit(0));
