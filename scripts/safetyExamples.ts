import { join } from 'node:path';
import { loadContent } from '../knowledge/loadContent.ts';
import { readExampleFolder, readTrainingExamples, type TrainingExample } from '../knowledge/trainingExamples.ts';

/**
 * A message the second layer of triage learns from: labelled `<category>:<urgency>`, `informational`, `harmless` (it
 * sounds alarming and is not) or, for ordinary messages, `harmless-<kind>`. Ordinary distress lies near danger and a
 * question about a pram far from it: learned as one, they would teach neither.
 */
export interface SafetyTrainingExample extends TrainingExample {
  /** The label among ordinary messages. Absent: the message was written for safety. */
  readonly ordinary?: string;
}

/**
 * Reads everything the second layer learns from: `knowledge/examples/safety`, the examples of the rules, and every
 * ordinary message and wording as harmless.
 *
 * @throws AppError EXAMPLES_MISSING when there are no ordinary messages.
 */
export function readSafetyExamples(root: string): SafetyTrainingExample[] {
  const ordinary = readTrainingExamples(root).map(({ label, voice, text }) => {
    return { label: `harmless-${kindOf(label)}`, ordinary: label, voice: `ordinary ${voice}`, text };
  });
  return [...readExampleFolder(join(root, 'knowledge', 'examples', 'safety')), ...ruleExamples(root), ...ordinary];
}

/** Of a message's label, such as `signpost:sleep`, its kind. A label that is none of these names a passage. */
function kindOf(label: string): string {
  return /^(?:help-dialog|signpost|smalltalk|unanswerable)/u.exec(label)?.[0] ?? 'answer';
}

/** How many a message begins, of danger and of none: that it does so must teach neither. */
const OPENINGS = ['', 'please help ', 'hello. '];

function ruleExamples(root: string): SafetyTrainingExample[] {
  const { rules } = loadContent(join(root, 'knowledge', 'content')).content.safety;
  return rules.flatMap(({ category, urgency, examples, counterExamples }) => [
    ...opened(examples).map((text) => ({ label: `${category}:${urgency}`, voice: 'rules', text })),
    ...opened(counterExamples).map((text) => ({ label: 'harmless', voice: 'rules', text })),
  ]);
}

function opened(texts: readonly string[]): string[] {
  return texts.flatMap((text) => OPENINGS.map((opening) => opening + text));
}
