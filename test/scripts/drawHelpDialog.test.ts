import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withDrawing } from '../../scripts/drawHelpDialog.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';

describe('the picture of the help dialog', () => {
  it('is what a walk through it draws now', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/ask-for-help.md'), 'utf8');
    expect(page).to.include('```mermaid');
    expect(withDrawing(page, furnishedDialogs())).to.equal(page);
  });
});
