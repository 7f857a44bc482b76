import type { Instant } from '../common/message.ts';
import { type ConversationTokens, conversationTokens } from './conversationTokens.ts';

/**
 * Issues and verifies tokens with the keys known now, newest first. A token signed with a key that is still known
 * stays good when another comes before it.
 *
 * @throws what `conversationTokens` throws for the keys known at the start.
 */
export function currentTokens(keys: () => readonly string[], now: () => Instant): ConversationTokens {
  let known = keys();
  let tokens = tokensOf(known, now);
  const current = (): ConversationTokens => {
    const latest = keys();
    if (latest !== known) tokens = tokensOf(latest, now);
    known = latest;
    return tokens;
  };
  return {
    issue: (subject) => current().issue(subject),
    verify: (token, use) => current().verify(token, use),
  };
}

function tokensOf(keys: readonly string[], now: () => Instant): ConversationTokens {
  return conversationTokens({ keys: keys.map((key) => Buffer.from(key, 'utf8')), now });
}
