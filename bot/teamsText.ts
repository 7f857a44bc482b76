import type { Activity } from 'botbuilder';

/** What Teams writes for characters that mean something in HTML, and for the space after a mention. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ', '&#160;': ' ', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&',
};
const ENTITY = /&(?:nbsp|#160|lt|gt|quot|#39|amp);/g;
const MENTION_TAG = /<\/?at(?: id="\d{1,4}")?>/g;

/**
 * What a parent typed in Teams, without the mention of the bot and without markup. Other people's names stay.
 *
 * Never throws, whatever is in the activity; Bot Framework's own function does for one without text.
 */
export function textFromTeams({ text, entities, recipient }: Partial<Activity>): string {
  if (typeof text !== 'string') return '';
  const mentions: readonly unknown[] = Array.isArray(entities) ? entities : [];
  const own = mentions.map((mention) => ownMention(mention, recipient?.id)).filter((markup) => markup !== '');
  const unmentioned = own.reduce((left, markup) => left.replaceAll(markup, ' '), text);
  const plain = unmentioned.replaceAll(MENTION_TAG, '').replaceAll(ENTITY, (entity) => ENTITIES[entity] ?? entity);
  return plain.replaceAll('\u00a0', ' ').trim();
}

/** The markup that mentions the bot; empty for anything else. */
function ownMention(entity: unknown, botId: string | undefined): string {
  if (!isObject(entity) || entity['type'] !== 'mention' || typeof entity['text'] !== 'string') return '';
  const mentioned = entity['mentioned'];
  return isObject(mentioned) && botId !== undefined && mentioned['id'] === botId ? entity['text'] : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
