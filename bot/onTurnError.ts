import type { TurnContext } from 'botbuilder';
import { errorCode } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import type { Says } from '../dialogs/says.ts';
import { toActivity } from './activities.ts';

/** What adapters do when a turn fails: log a code, and say a reviewed sentence that tells where help is. */
export function turnErrorHandler(says: Says, log: Log): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    log({ event: 'turn-failed', code: errorCode(error), channel: context.activity.channelId });
    try {
      await context.sendActivities(says.somethingWentWrong.map(toActivity));
    } catch (sendError) {
      log({ event: 'send-failed', code: errorCode(sendError), channel: context.activity.channelId });
    }
  };
}
