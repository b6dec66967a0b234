import { type MemberPlace, placeKey } from '../../config/member-places.ts';
import { delivered, type Failure } from '../../ports/outcome.ts';
import type { TrailLogs } from '../../ports/trail-logs.ts';

interface LogEvent {
  readonly at: number;
  readonly text: string;
}

export interface InMemoryTrailLogs extends TrailLogs {
  /** Puts a record into a log group. */
  write(place: MemberPlace, logGroup: string, event: LogEvent): void;
}

export interface InMemoryTrailLogsOptions {
  /** Whether a filter's pattern matches a text. @default every text */
  readonly matches?: (pattern: string, text: string) => boolean;
  /** Why nothing can be read; null: it can. */
  readonly failureAt?: (place: MemberPlace) => Failure | null;
}

export function createInMemoryTrailLogs(options: InMemoryTrailLogsOptions = {}): InMemoryTrailLogs {
  const { matches = () => true, failureAt = () => null } = options;
  const groups = new Map<string, LogEvent[]>();
  const keyOf = (place: MemberPlace, logGroup: string) => `${placeKey(place)}/${logGroup}`;
  return {
    write(place, logGroup, event) {
      const key = keyOf(place, logGroup);
      groups.set(
        key,
        [...(groups.get(key) ?? []), event].sort((a, b) => a.at - b.at),
      );
    },
    async find({ place, logGroup, pattern, from, to, most }) {
      const failure = failureAt(place);
      if (failure !== null) return failure;
      const events = groups.get(keyOf(place, logGroup));
      if (events === undefined) {
        return { kind: 'permanent', reason: `ResourceNotFoundException: no log group ${logGroup}` };
      }
      const found = events.filter(({ at, text }) => at >= from && at <= to && matches(pattern, text));
      return delivered({
        records: found.slice(0, most).map(({ text }) => text),
        more: found.length > most,
      });
    },
  };
}
