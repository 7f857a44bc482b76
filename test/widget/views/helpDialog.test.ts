import { expect } from 'chai';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { BLANK_CONVERSATION } from '../../../dialogs/conversation.ts';
import { Conversation } from '../../../widget/views/conversation.ts';
import type { Reply } from '../../../common/reply.ts';
import { furnishedDialogs } from '../../dialogs/furnished.ts';

/** The page as it is drawn without JavaScript, after these choices. */
function drawnAfter(...choices: readonly string[]): string {
  const { content, takeTurn } = furnishedDialogs();
  let conversation = BLANK_CONVERSATION;
  let replies: readonly Reply[] = [];
  for (const choice of choices) ({ conversation, replies } = takeTurn(conversation, { id: 'm', channel: 'page', text: '', choice }, 0));
  const words = content.interface.get('chat')?.words ?? new Map<string, string>();
  return renderToString(h(Conversation, { words, turns: [{ replies, isAnswer: true }], token: 't', messageId: 'm' }));
}

function buttonsIn(html: string): readonly (string | undefined)[] {
  return [...html.matchAll(/<button type="submit" name="choice"[^>]*value="([^"]+)"/gu)].map(([, id]) => id);
}

describe('the help dialog without JavaScript', () => {
  it('draws the answers of a step as buttons, and the ways through it quieter, after them', () => {
    const html = drawnAfter('ask-for-help', 'danger-no');
    const [answers = '', ways = ''] = html.split('<ul class="ways"');
    expect(buttonsIn(ways)).to.deep.equal(['help-page', 'help-back', 'help-skip', 'help-stop']);
    expect(buttonsIn(answers).length).to.be.greaterThan(4);
  });

  it('draws the page to take along as one sheet, with numbers to tap', () => {
    const html = drawnAfter('ask-for-help', 'danger-no', 'hardest-feeding', 'help-page');
    const bubbles = [...html.matchAll(/<div class="(bubble [^"]*)"/gu)].map(([, names = '']) => names.includes('bubble-sheet'));
    expect(bubbles[0], 'the warning that somebody may see it').to.equal(false);
    expect(bubbles.slice(1)).to.not.include(false);
    expect(html).to.include('href="tel:116123"').and.to.include('href="tel:999"').and.to.include('<blockquote>');
  });
});
