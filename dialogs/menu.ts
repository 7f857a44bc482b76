import type { Content } from '../knowledge/content.ts';
import type { Conversation } from './conversation.ts';
import { mayOffer } from './passages.ts';
import type { Step } from './turn.ts';
import { giveMessage, wordsOf } from './words.ts';

/**
 * Offers things to ask about: `menu` after a message with too little in it to guess from, `topics` when asked.
 *
 * Unasked, a parent who has lost a baby is offered no topic about babies, only a person.
 */
export function menu(content: Content, conversation: Conversation, id: 'menu' | 'topics' = 'menu'): Step {
  const onlyPeople = id === 'menu' && conversation.loss;
  const choices = wordsOf(content.messages, id).choices.filter((choice) => {
    const passage = /^ask:(.+)$/.exec(choice)?.[1];
    return passage === undefined || (!onlyPeople && mayOffer(conversation, content.entries.get(passage)));
  });
  return giveMessage(content, conversation, id, {
    kind: 'clarification',
    choices: onlyPeople ? [...choices, 'talk-to-a-person'] : choices,
  });
}
