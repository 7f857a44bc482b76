import type { ReplyKind } from '../common/reply.ts';
import type { Trace } from '../dialogs/turn.ts';

/** Steps within the help dialog tell nothing that its beginning and its end do not. */
const NOT_COUNTED: readonly ReplyKind[] = ['dialog-step', 'welcome'];

/**
 * The code a turn is counted under: the kind of reply and the id of what was said, such as `signpost feeding`, or
 * `concern baby-medical`. Undefined: it is not counted.
 */
export function codeOfTurn({ kind, label, category }: Pick<Trace, 'kind' | 'label' | 'category'>): string | undefined {
  if (NOT_COUNTED.includes(kind)) return undefined;
  if (kind === 'crisis') return `concern ${category ?? 'other'}`;
  const about = label.includes(':') ? label.slice(label.indexOf(':') + 1) : label;
  return about === kind ? kind : `${kind} ${about}`;
}
