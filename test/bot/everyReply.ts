import { join } from 'node:path';
import { TEAMS } from '../../bot/teamsActivities.ts';
import type { Reply } from '../../common/reply.ts';
import { BLANK_CONVERSATION } from '../../dialogs/conversation.ts';
import { sayCrisis, sayFullAnswer, sayShortAnswer, sayWords } from '../../dialogs/sayings.ts';
import { messages } from '../../scripts/bench/messages.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';
import { everyPlace, take } from '../dialogs/help/helpWalk.ts';

/** Whole turns as they come in Teams: first messages of every kind, and every place of the help dialog. */
export function everyTurn(): readonly (readonly Reply[])[] {
  const texts = messages(join(import.meta.dirname, '../..'));
  const firsts = texts.map((text) => take(BLANK_CONVERSATION, { text, channel: TEAMS }).replies);
  return [...firsts, ...everyPlace(BLANK_CONVERSATION, TEAMS).map(({ taken }) => taken.replies)];
}

/** Every bubble the program can say, with the buttons and contacts it has by itself. */
export function everyReply(): readonly Reply[] {
  const { content, writer, says } = furnishedDialogs();
  const shelves = ['messages', 'signposts', 'smalltalk', 'barriers'] as const;
  const words = shelves.flatMap((shelf) =>
    [...content[shelf].values()].flatMap((each) => [
      ...sayWords(shelf, each, 'signpost'),
      ...(each.sayAgain.length === 0 ? [] : sayWords(shelf, each, 'signpost', { again: true })),
    ]),
  );
  const quoted = [...content.entries.values()].flatMap((entry) => [...sayShortAnswer(entry), ...sayFullAnswer(entry)]);
  const rows = [...content.safety.replies.values()];
  const crises = rows.flatMap((reply) => [...sayCrisis(reply, false), ...sayCrisis(reply, true)]);
  const written = [...words, ...quoted, ...crises].map((said, index) => writer.write(`reply-${index}`, said));
  const { welcome, somethingWentWrong, teamsKeeps, groupChat, groupEmergency } = says;
  return [...written, ...welcome, ...somethingWentWrong, ...teamsKeeps, ...groupChat, ...groupEmergency];
}
