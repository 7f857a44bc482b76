import type { Content } from '../knowledge/content.ts';
import type { Match } from '../knowledge/matcher.ts';
import type { Classify } from '../safety/classifier.ts';
import { triager } from '../safety/triage.ts';
import { twoLayers } from '../safety/twoLayers.ts';
import { barrierFinder } from './barriers.ts';
import { findChoice } from './choices.ts';
import { standingChoices } from './choiceStep.ts';
import { helpPhrases } from './help/typedAnswer.ts';
import { exceptKnownWords, knownWords } from './knownWords.ts';
import { contactsOf, type ReplyWriter, replyWriter } from './replyWriter.ts';
import { type Says, saysOutsideTurns } from './says.ts';
import { type TakeTurn, turnTaker } from './takeTurn.ts';
import type { TurnParts } from './turn.ts';

/** The rooms, furnished: everything the desk and the scripts need to hold a conversation. */
export interface Dialogs {
  readonly takeTurn: TakeTurn;
  readonly writer: ReplyWriter;
  readonly says: Says;
  /** The words of a button. Undefined: the id is none of ours. */
  readonly choiceTitle: (id: string) => string | undefined;
}

/** Furnishes the rooms with checked content and a matcher. Safety is handed its rules and its last resort first. */
export function dialogsFrom(content: Content, match: Match, classify?: Classify): Dialogs {
  const rules = triager(content.safety.rules, content.safety.wordGroups);
  const judge = classify && exceptKnownWords(classify, knownWords(content));
  const triage = judge === undefined ? rules : twoLayers(rules, judge, content.safety.classifier);
  const findBarriers = barrierFinder([...content.barriers.values()], content.safety.wordGroups);
  const writer = replyWriter(content, emergencySignpost(content));
  return {
    takeTurn: turnTaker({
      content,
      triage,
      unease: uneaseBy(judge),
      findBarriers,
      match,
      phrases: helpPhrases(content),
      standing: standingChoices(content),
      writer,
    }),
    writer,
    says: saysOutsideTurns(content, writer),
    choiceTitle: (id) => findChoice(content, id)?.title,
  };
}

/** Whatever broke the classifier: without it, nothing more was seen, and questions are answered. */
function uneaseBy(judge: Classify | undefined): TurnParts['unease'] {
  return (texts) => {
    try {
      return judge?.(texts).unease;
    } catch {
      return undefined;
    }
  };
}

/** Read once, at the start, so that saying it later needs nothing. */
export function emergencySignpost(content: Content): Parameters<typeof replyWriter>[1] {
  const reply = content.safety.replies.get('emergency-signpost');
  const services = [...(reply?.actionServices ?? []), ...(reply?.services ?? [])];
  return {
    text: reply?.first.join('\n\n') ?? '',
    card: { contacts: services.flatMap((id) => contactsOf(content.services.get(id))) },
  };
}
