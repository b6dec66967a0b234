/** A small piece of text under a key, such as what was seen of one key's calls lately. */
export interface Remembered {
  readonly text: string;
  /** Grows with every change. */
  readonly version: number;
}

export interface MemoryChange {
  readonly key: string;
  readonly text: string;
  /** The version that was recalled; null: there was none. */
  readonly replaces: number | null;
  /** Milliseconds since 1970; from then on it is not recalled. */
  readonly expiresAt: number;
}

/** What is remembered from one run to the next. Two runs at once do not overwrite each other. */
export interface Memory {
  /** Those of the keys that have something, as last written. */
  recall(keys: readonly string[]): Promise<ReadonlyMap<string, Remembered>>;
  /**
   * One write for each change, of different keys.
   *
   * @returns the keys left as they were, since somebody else changed them after they were recalled
   */
  remember(changes: readonly MemoryChange[]): Promise<ReadonlySet<string>>;
}
