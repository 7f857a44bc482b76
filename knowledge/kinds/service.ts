import type { Nation, Service } from '../content.ts';
import type { FactReader } from '../factReader.ts';
import { type OpeningHours, readOpeningLine } from '../openingHours.ts';
import { type Kind, optional, readId, REVIEW_FACTS } from './kind.ts';

const NATIONS: readonly Nation[] = ['england', 'scotland', 'wales', 'northern-ireland'];
const DIALLED = /^\+?\d[\d ]*\d$/u;

/** `services/`: a helpline or a place, with only what an official page or a dated check of one says. */
export const serviceKind: Kind<Service> = {
  facts: [
    'id', 'name', 'nations', 'phone', 'sms', 'sms_body', 'website', 'call_label', 'text_label', 'web_label', 'always',
    'hours', 'opening', 'languages', 'stated_on', 'stated_by', 'checked_on', 'checked_by', 'never_withheld', ...REVIEW_FACTS,
  ],
  headings: ['Say'],
  read: (file) => ({
    id: readId(file),
    name: file.text('name', 'NHS 111'),
    nations: file.listOf('nations', NATIONS),
    ...optional('phone', readNumber(file, 'phone')),
    ...optional('sms', readSms(file)),
    ...optional('website', readWebsite(file)),
    ...optional('callLabel', file.optional('call_label')),
    ...optional('textLabel', file.optional('text_label')),
    ...optional('webLabel', file.optional('web_label')),
    ...optional('hours', file.optional('hours')),
    ...(file.has('opening') ? { opening: readOpening(file) } : {}),
    ...(file.has('languages') ? { languages: file.list('languages') } : {}),
    say: file.words('Say').join('\n\n'),
    always: file.flag('always'),
    statedOn: file.day('stated_on', true),
    statedBy: file.text('stated_by', 'the address of the page that says so'),
    checkedOn: file.day('checked_on'),
    checkedBy: file.blankable('checked_by'),
    neverWithheld: file.flag('never_withheld'),
  }),
};

function readNumber(file: FactReader, name: 'phone' | 'sms'): string | undefined {
  const number = file.optional(name);
  if (number === undefined || DIALLED.test(number)) return number;
  file.problem(`"${name}" is digits and spaces only. Write it as it is dialled, such as: ${name}: "116 123"`);
  return undefined;
}

function readSms(file: FactReader): Service['sms'] {
  const number = readNumber(file, 'sms');
  const body = file.optional('sms_body');
  if (number !== undefined) return { number, ...optional('body', body) };
  if (body !== undefined) file.problem('"sms_body" needs the number to text. Add it, such as: sms: "85258"');
  return undefined;
}

function readOpening(file: FactReader): OpeningHours {
  return file.list('opening').flatMap((line) => {
    const spans = readOpeningLine(line);
    if (spans === undefined) file.problem(`"opening" has "${line}". Write hours such as "Mon-Fri 09:00-17:00" or "Fri 18:00 - Mon 06:00"`);
    return spans ?? [];
  });
}

function readWebsite(file: FactReader): string | undefined {
  const website = file.optional('website');
  if (website === undefined || (website.startsWith('https://') && URL.canParse(website))) return website;
  file.problem('"website" is a whole address that begins with https://');
  return undefined;
}
