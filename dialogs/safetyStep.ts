import type { Said } from '../common/reply.ts';
import { nextConcern } from '../safety/nextConcern.ts';
import { sayCrisis } from './sayings.ts';
import type { Step, Turn, TurnParts } from './turn.ts';

/**
 * Looks for danger in the message, as typed and as corrected, before anything else is done with it.
 *
 * Needs no record: the conversation only decides whether the full or the shorter reply is said.
 */
export function safetyStep(parts: TurnParts, turn: Turn): Step | undefined {
  const concern = parts.triage(turn.texts());
  if (concern === undefined) return undefined;

  const { rows } = parts.content.safety.classifier;
  const { row, part, remembered } = nextConcern(turn.conversation.concern, concern, rows);
  const label = 'crisis';
  return {
    said: wordsFor(parts, row, part === 'again'),
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

/** Whatever is wrong with the words of this row, there are words. */
function wordsFor({ content }: TurnParts, row: string, again: boolean): readonly Said[] {
  try {
    const reply = content.safety.replies.get(row);
    return reply === undefined ? [LAST_RESORT] : sayCrisis(reply, again);
  } catch {
    return [LAST_RESORT];
  }
}

/** Refers to nothing, so that the reply writer says the emergency signpost it was handed at the start. */
const LAST_RESORT: Said = { kind: 'crisis', content: 'safety/none#first.0', choices: [] };
