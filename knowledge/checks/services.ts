import type { ContentProblem } from '../contentProblem.ts';
import type { Service } from '../content.ts';
import type { Library } from '../library.ts';

/** A service can be reached: each way has its button, each button its way, and the digits on both are the same. */
export function checkServices({ services, local }: Library): readonly ContentProblem[] {
  const own = local.map(({ file, item }) => ({ file, item: item.service }));
  return [...services, ...own].flatMap(({ file, item }) => [
    ...waysOf(item).flatMap(({ way, value, label, labelName }) => {
      if (value !== undefined && label === undefined) return [{ file, what: `"${way}" has no button. Add what the button says: ${labelName}: "…"` }];
      if (value === undefined && label !== undefined) return [{ file, what: `"${labelName}" is a button without "${way}". Add "${way}", or take the button out.` }];
      if (way === 'website' || value === undefined || label === undefined || digits(label).includes(digits(value))) return [];
      return [{ file, what: `"${labelName}" does not show the number of "${way}". Write ${value} on the button.` }];
    }),
    ...(waysOf(item).every(({ value }) => value === undefined) ? [{ file, what: 'There is no way to reach this service. Add "phone", "sms" or "website".' }] : []),
    ...((item.hours === undefined) === (item.opening === undefined) ? [] : [{ file, what: '"hours" (in words) and "opening" (for the program) belong together. Fill in both, or neither.' }]),
    ...(item.statedOn === '' ? [{ file, what: '"stated_on" is missing. Add the day or month of the page these facts come from, such as: stated_on: 2026-10' }] : []),
  ]);
}

interface Way {
  readonly way: string;
  readonly value: string | undefined;
  readonly label: string | undefined;
  readonly labelName: string;
}

function waysOf({ phone, callLabel, sms, textLabel, website, webLabel }: Service): readonly Way[] {
  return [
    { way: 'phone', value: phone, label: callLabel, labelName: 'call_label' },
    { way: 'sms', value: sms?.number, label: textLabel, labelName: 'text_label' },
    { way: 'website', value: website, label: webLabel, labelName: 'web_label' },
  ];
}

function digits(text: string): string {
  return text.replaceAll(/\D/gu, '');
}
