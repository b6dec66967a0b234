export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly who: string;
  readonly what: string;
}

/** What happened in a run, in order. */
export interface Timeline {
  note(who: string, what: string): void;
  moments(): readonly Moment[];
}

export function createTimeline(now: () => number): Timeline {
  const moments: Moment[] = [];
  return {
    note: (who, what) => {
      moments.push({ at: now(), who, what });
    },
    moments: () => moments,
  };
}
