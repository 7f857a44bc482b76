/**
 * What the instances on one store know of replies that have reached their channel, so that a message which a channel
 * sends again, to another instance or after a restart, is answered once.
 */
export interface DeliveryMarks {
  /** Notes that everything said to this message has arrived. Never waits; other instances see it within a second. */
  note(messageKey: string): void;
  /** Whether that was noted, by whichever instance. Never rejects: of a store that is away, nothing is known. */
  isNoted(messageKey: string): Promise<boolean>;
}
