import { join } from 'node:path';
import type { LogEvent } from '../common/log.ts';
import { type Dialogs, dialogsFrom } from '../dialogs/dialogs.ts';
import { checkedContent } from '../knowledge/loadContent.ts';
import { openMatcher } from '../knowledge/matcher.ts';
import { openClassifier } from '../safety/openClassifier.ts';
import { ensureBuilt } from './build.ts';

/** Opens the rooms as the server does, but for the channels: for scripts, tests and the evaluation. */
export function openDialogs(root: string = join(import.meta.dirname, '..')): Dialogs {
  const content = checkedContent(join(root, 'knowledge/content'));
  ensureBuilt(root);
  return dialogsFrom(content, openMatcher(root, content), openClassifier(root, content.safety.classifier, complain));
}

/** Standard output is for replies. */
function complain(event: LogEvent): void {
  console.error(JSON.stringify(event));
}
