/** Aborts after a time, or with `ending`. Phones from before 2024 have no `AbortSignal.any`. */
export function within(ms: number, ending: AbortSignal): AbortSignal {
  const either = new AbortController();
  const abort = (): void => {
    clearTimeout(timer);
    ending.removeEventListener('abort', abort);
    either.abort();
  };
  const timer = setTimeout(abort, ms);
  ending.addEventListener('abort', abort);
  if (ending.aborted) abort();
  return either.signal;
}
