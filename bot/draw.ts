import type { Activity } from 'botbuilder';
import type { Reply } from '../common/reply.ts';
import { toActivity } from './activities.ts';
import { TEAMS, type TeamsWords, toTeamsActivity } from './teamsActivities.ts';

/** Draws the replies of a turn for the channel they go to. */
export type Draw = (replies: readonly Reply[], channelId: string) => Partial<Activity>[];

/** Draws cards for Teams, and the one shape of `toActivity` for every other channel. */
export function drawer(teams: TeamsWords): Draw {
  return (replies, channelId) => {
    if (channelId !== TEAMS) return replies.map(toActivity);
    return replies.length === 0 ? [] : [toTeamsActivity(replies, teams)];
  };
}
