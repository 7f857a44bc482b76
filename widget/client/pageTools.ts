import { h, type ComponentChild } from 'preact';
import type { Reply } from '../../common/reply.ts';
import { word, type ViewWords } from '../views/words.ts';

/** Ways to take the page along, all of them inside the browser: nothing is sent anywhere. */
export function pageTools(words: ViewWords, sheet: readonly Reply[]): ComponentChild {
  const text = sheet.map((reply) => reply.text).join('\n\n');
  const button = (key: string, act: () => void): ComponentChild =>
    h('button', { type: 'button', onClick: act }, word(words, key));
  return h(
    'div',
    { key: 'page-tools', class: 'page-tools', role: 'group', 'aria-label': word(words, 'page-tools') },
    h('p', null, word(words, 'could-be-seen')),
    h(
      'div',
      { class: 'tools' },
      // The style sees to it that only the page is printed, without the chat around it.
      button('print', () => window.print()),
      button('copy', () => void copy(text, words)),
      button('save', () => save(text, word(words, 'save-name'))),
    ),
    h('p', { id: 'copied', role: 'status' }),
  );
}

async function copy(text: string, words: ViewWords): Promise<void> {
  const isCopied = await isPutOnClipboard(text);
  const said = document.getElementById('copied');
  if (said !== null) said.textContent = word(words, isCopied ? 'copied' : 'not-copied');
}

/** A browser may forbid it inside a frame, or have no clipboard; saving and printing still work there. */
async function isPutOnClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

/** A slow phone needs a moment to save. */
const KEPT_MS = 60_000;
