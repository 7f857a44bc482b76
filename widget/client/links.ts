/** Leaving the page ends the chat, because nothing is stored. So our other pages open beside it. */
export function openInNewTab(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href="/help"], a[href="/about"]')) {
    link.target = '_blank';
    link.rel = 'noopener';
  }
}
