import { shiftPresses } from '../client/shiftPresses.ts';
import type { FrameMessage } from '../views/pageState.ts';
import { element } from './element.ts';
import { blank, leave } from './leave.ts';
import type { LoaderSettings } from './settings.ts';

/** A chat that has not said it is there after this long is not: the panel says so, with a link. */
const READY_WITHIN_MS = 8_000;
/** A chat that is told to leave has what is stored deleted, then tells this page to go. This long is waited for it. */
const CHAT_LEAVES_WITHIN_MS = 500;

/** Adds the chat in its frame. It closes by its button and by Escape; closed, it is kept as it is. */
export function chatPanel(settings: LoaderSettings, root: ShadowRoot, onClose: () => void): HTMLElement {
  const { title, words, frameAddress, place } = settings;
  const frame = element('iframe', { title, src: frameAddress, allow: 'clipboard-write' });
  const note = element('p', { role: 'status' });
  const shut = element('button', {}, words[1]);
  const bar = element('div', { class: 'bar' }, title, shut);
  const panel = element('div', { class: `panel ${place}` }, bar, note, frame);
  const close = (): void => {
    panel.hidden = true;
    onClose();
  };
  shut.onclick = close;
  panel.onkeydown = ({ key }) => key === 'Escape' && close();
  speak(settings, frame, note, close);
  root.append(panel);
  return panel;
}

/** Hands the chat a channel of its own when it has loaded; says where else it is when it does not answer. */
function speak(
  { origin, chat, title, hasExit, words }: LoaderSettings,
  frame: HTMLIFrameElement,
  note: HTMLElement,
  close: () => void,
): void {
  let port: MessagePort | undefined;
  const tell = (message: FrameMessage): void => port?.postMessage(message);
  const exit = (): void => {
    blank();
    tell('exit');
    setTimeout(leave, CHAT_LEAVES_WITHIN_MS);
  };
  const press = shiftPresses({
    keys: document,
    onPress: () => tell('shift'),
    onLeft: (left) => left === 0 && hasExit && exit(),
  });
  setTimeout(() => note.append(words[2], ' ', element('a', { href: chat, target: '_blank' }, title)), READY_WITHIN_MS);
  const heard: Partial<Record<FrameMessage, () => void>> = {
    ready: () => note.remove(),
    close,
    shift: press,
    exit: leave,
  };
  frame.onload = () => {
    const { port1, port2 } = new MessageChannel();
    port = port1;
    port1.onmessage = ({ data }: MessageEvent<FrameMessage>) => heard[data]?.();
    frame.contentWindow?.postMessage('hello' satisfies FrameMessage, origin, [port2]);
  };
}
