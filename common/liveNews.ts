/**
 * What instances on one store tell each other as it happens, so that a socket open at one shows what came in at
 * another. Nothing told is kept anywhere: who is not there misses it, and reads the store instead.
 */
export interface LiveNews {
  /**
   * Tells every other instance. Never rejects and never waits: news that cannot be told are lost.
   *
   * What is told before a commit is asked for is told before anybody can read what that commit stores.
   */
  tell(news: unknown): void;

  /** Begins to hear what other instances tell, as told. One listener only. */
  hear(listener: NewsListener): void;

  /** Resolves once everything told before this call is heard, or cannot be. Takes a moment at most, never rejects. */
  heardSoFar(): Promise<void>;

  /** Hears and tells nothing more. */
  close(): void;
}

export interface NewsListener {
  /** Called with what JSON made of the news. It may have any shape: another version of the program may have told it. */
  heard(news: unknown): void;
  /** Called when news may have been missed: each time hearing begins, so also after a lost connection. */
  missed(): void;
}
