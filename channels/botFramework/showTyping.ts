import { ActivityTypes, type MiddlewareHandler, TurnContext } from 'botbuilder';

/** A turn that takes longer shows the parent that somebody is there. Hardly one does: there is no artificial delay. */
const AFTER_MS = 700;
const EVERY_MS = 3_000;

/** Shows "typing" while a message waits long for its reply. Bot Framework's own looks for other bots in every turn. */
export const showTyping: MiddlewareHandler = async (context, next) => {
  const { type }: { readonly type: string } = context.activity;
  if (type !== 'message') {
    await next();
    return;
  }
  let timer = setTimeout(show, AFTER_MS);

  function show(): void {
    timer = setTimeout(show, EVERY_MS);
    // A sign of life that is lost is no loss: the reply is on its way.
    context.adapter.sendActivities(context, [typingIn(context)]).catch(() => undefined);
  }

  try {
    await next();
  } finally {
    clearTimeout(timer);
  }
};

function typingIn({ activity }: TurnContext): ReturnType<typeof TurnContext.applyConversationReference> {
  const place = TurnContext.getConversationReference(activity);
  return TurnContext.applyConversationReference({ type: ActivityTypes.Typing }, place);
}
