import type { Slots } from '../../common/reply.ts';
import type { Turn } from '../turn.ts';
import type { HelpDialog } from './helpDialog.ts';

/** Whether a parent's own words are on the page: in this turn; in one before, and so as lines to fill in; or not. */
export type OwnWords = 'now' | 'before' | 'none';

/** What a page is filled in with: enough to say it again word for word, but for the parent's own words. */
export function slotsOf({ conversation, now }: Turn, { answers }: HelpDialog, own: OwnWords): Slots {
  const { hardest, tell, nation } = answers;
  return {
    ...(hardest === undefined ? {} : { hardest }),
    ...(tell === undefined ? {} : { tell }),
    ...(nation === undefined ? {} : { nation }),
    ...(conversation.loss ? { loss: 'yes' } : {}),
    own,
    at: String(now),
  };
}
