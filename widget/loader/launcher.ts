import { element } from './element.ts';
import type { LoaderSettings } from './settings.ts';

/** Adds the button in the corner, and gives it. Inline there is none: the snippet's link opens the chat. */
export function launcher({ place, title }: LoaderSettings, root: ShadowRoot): HTMLElement | undefined {
  if (place === 'inline') return undefined;
  const button = element('button', { class: `open ${place}` }, title);
  root.append(button);
  return button;
}
