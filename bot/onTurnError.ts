import type { TurnContext } from 'botbuilder';
import { errorCode } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import type { Says } from '../dialogs/says.ts';
import type { Draw } from './draw.ts';

/** What adapters do when a turn fails: log a code, and say a reviewed sentence that tells where help is. */
export function turnErrorHandler(
  says: Says,
  draw: Draw,
  log: Log,
): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    log({ event: 'turn-failed', code: errorCode(error), channel: context.activity.channelId });
    try {
      await context.sendActivities(draw(says.somethingWentWrong, context.activity.channelId));
    } catch (sendError) {
      log({ event: 'send-failed', code: errorCode(sendError), channel: context.activity.channelId });
    }
  };
}
