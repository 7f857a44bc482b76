import type { Said } from '../common/reply.ts';
import { nextConcern } from '../safety/nextConcern.ts';
import type { Triage } from '../safety/triage.ts';
import { sayCrisis } from './sayings.ts';
import type { Step, Turn, TurnParts } from './turn.ts';

/**
 * Looks for danger in the message, as typed and as corrected, before anything else is done with it.
 *
 * Needs no record: the conversation only decides whether the full or the shorter reply is said. The message as typed
 * is looked at first and alone, so that a fault in correcting the spelling hides nothing.
 */
export function safetyStep(parts: TurnParts, turn: Turn): Step | undefined {
  const concern = parts.triage([turn.message.text]) ?? concernWhenCorrected(parts, turn);
  if (concern === undefined) return undefined;

  const { row, part, remembered } = nextConcern(turn.conversation.concern, concern);
  const reply = parts.content.safety.replies.get(row);
  const label = 'crisis';
  return {
    said: reply === undefined ? [LAST_RESORT] : sayCrisis(reply, part === 'again'),
    changes: { concern: remembered, missed: 0, last: { kind: 'crisis', label, alternatives: [], file: `safety/${row}` } },
    trace: {
      kind: 'crisis',
      label,
      score: 0,
      alternatives: [],
      urgency: concern.urgency,
      category: concern.category,
      rule: concern.rule,
    },
  };
}

/** A second look only where spelling was corrected: the words are otherwise the same. */
function concernWhenCorrected({ triage }: TurnParts, turn: Turn): ReturnType<Triage> {
  const { corrected, wasCorrected } = turn.understanding();
  return wasCorrected ? triage([corrected]) : undefined;
}

/** Refers to nothing, so that the reply writer says the emergency signpost it was handed at the start. */
const LAST_RESORT: Said = { kind: 'crisis', content: 'safety/none#first.0', choices: [] };
