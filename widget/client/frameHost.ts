import type { FrameMessage } from '../views/pageState.ts';

/** The page around this one, where there is one that is allowed to speak to it. */
export interface FrameHost {
  /** Tells it something. `false`: nobody is there. */
  tell(message: FrameMessage): boolean;
}

/**
 * Waits for the page around this one to hand over a channel. Only the page around it, and only of one of these
 * origins, is listened to; after that nothing passes outside the channel.
 */
export function frameHost(
  hosts: readonly string[],
  heard: { readonly exit: () => void; readonly shift: () => void },
): FrameHost {
  let channel: MessagePort | undefined;
  let isReady = false;

  window.addEventListener('message', ({ source, origin, data, ports: [port] }: MessageEvent<unknown>) => {
    if (window.parent === window || source !== window.parent || !hosts.includes(origin)) return;
    if (data !== 'hello' || port === undefined) return;
    channel?.close();
    channel = port;
    port.onmessage = ({ data: message }: MessageEvent<unknown>) => {
      if (message === 'exit') heard.exit();
      if (message === 'shift') heard.shift();
    };
    if (isReady) port.postMessage('ready');
  });
  document.addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Escape' && !isComposing) channel?.postMessage('close');
  });
  return {
    tell(message) {
      isReady ||= message === 'ready';
      channel?.postMessage(message);
      return channel !== undefined;
    },
  };
}
