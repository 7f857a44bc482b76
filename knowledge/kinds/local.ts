import type { LocalHelp } from '../content.ts';
import type { FactReader } from '../factReader.ts';
import { type Kind, optional } from './kind.ts';
import { serviceKind } from './service.ts';

/** `local/helpline.md`: the charity's own helpline, where it helps, and how it looks after data. */
export const localKind: Kind<LocalHelp> = {
  facts: [...serviceKind.facts, 'area', 'privacy', 'privacy_label'],
  headings: ['Say', 'Privacy'],
  read: (file) => ({
    service: serviceKind.read(file),
    area: file.text('area', 'Leeds and Bradford'),
    ...optional('privacy', readPrivacy(file)),
  }),
};

function readPrivacy(file: FactReader): LocalHelp['privacy'] {
  const website = file.optional('privacy');
  if (website === undefined) return undefined;
  if (!website.startsWith('https://') || !URL.canParse(website)) file.problem('"privacy" is a whole address that begins with https://');
  return { say: file.words('Privacy').join('\n\n'), website, label: file.text('privacy_label', 'How we look after your data') };
}
