import { join } from 'node:path';
import { type Dialogs, dialogsFrom } from '../../dialogs/dialogs.ts';
import { silentLog } from '../../common/log.ts';
import type { Content } from '../../knowledge/content.ts';
import { checkedContent } from '../../knowledge/loadContent.ts';
import { type Match, openMatcher } from '../../knowledge/matcher.ts';
import { openClassifier } from '../../safety/openClassifier.ts';
import { ensureBuilt } from '../../scripts/build.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The real rooms, with the real content and the real matcher, opened once for all tests. */
export interface Furnished extends Dialogs {
  readonly content: Content;
  readonly match: Match;
}

let furnished: Furnished | undefined;

export function furnishedDialogs(): Furnished {
  furnished ??= furnish();
  return furnished;
}

function furnish(): Furnished {
  const content = checkedContent(join(ROOT, 'knowledge/content'));
  ensureBuilt(ROOT);
  const match = openMatcher(ROOT, content);
  const classify = openClassifier(ROOT, content.safety.classifier, silentLog);
  return { ...dialogsFrom(content, match, classify), content, match };
}
