import type { CloudTrailClient, LookupAttribute } from '@aws-sdk/client-cloudtrail';
import { type Period, sift } from '../../investigate/sift.ts';
import type { Subject } from '../../investigate/subject.ts';
import type { ActionSource, SourceIo } from '../../ports/action-source.ts';
import { SourceFailure } from '../../ports/source-failure.ts';
import { BETWEEN_REQUESTS_MS, lookUpEvents } from './lookup-events.ts';

/** An account's event history in one region. */
export interface LookupPlace {
  /** What it is called in a problem, such as `111122223333 eu-central-1`. */
  readonly name: string;
  readonly client: CloudTrailClient;
}

export interface Lookup {
  readonly places: readonly LookupPlace[];
  readonly sleep: (ms: number) => Promise<void>;
  /** Pages of 50 events that are taken of one question, the newest; null: all. */
  readonly mostPages: number | null;
}

/** Places that are asked at the same time: each has a rate of its own. */
const AT_ONCE = 16;

/** CloudTrail's event history: the last 90 days of management events, place by place. */
export function lookupSource({ places, sleep, mostPages }: Lookup, io: SourceIo): ActionSource {
  return {
    async search(subjects, period, tell) {
      let events = 0;
      const reasons: string[] = [];
      const problems: string[] = [];
      const queries = subjects.flatMap((subject) => queriesFor(subject, period));
      const inPlace = async ({ name, client }: LookupPlace): Promise<void> => {
        for (const [index, query] of queries.entries()) {
          if (index > 0) await sleep(BETWEEN_REQUESTS_MS);
          const end = await lookUpEvents(
            client,
            query,
            { sleep, mostPages },
            (record) => {
              events++;
              for (const finding of sift(record, subjects, period, io.networks)) tell(finding);
              io.progress(`${name}: ${events.toLocaleString('en')} events`);
            },
            (reason) => io.complain(`${name}: ${reason}`),
          );
          if (end.kind === 'complete') continue;
          if (end.kind === 'cut') {
            problems.push(`${name}: only the newest ${end.pages} pages were read`);
            continue;
          }
          reasons.push(end.reason);
          problems.push(
            `${name}: stopped after ${end.pages} pages, what follows is not in the report: ${end.reason}`,
          );
          return;
        }
      };
      const waiting = [...places];
      const work = async (): Promise<void> => {
        for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) await inPlace(place);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      if (events === 0 && reasons.length === places.length) {
        throw new SourceFailure(`LookupEvents: ${reasons[0] ?? 'no place to ask'}`);
      }
      for (const problem of problems) io.complain(problem);
    },
  };
}

/** What a subject did, and the call by which it came to be, which names it as a resource. */
function queriesFor(subject: Subject, period: Period) {
  const by = (key: LookupAttribute['AttributeKey'], value: string): LookupAttribute => ({
    AttributeKey: key,
    AttributeValue: value,
  });
  switch (subject.kind) {
    case 'access-key':
      return [
        { attribute: by('AccessKeyId', subject.key), ...period },
        { attribute: by('ResourceName', subject.key), since: null, until: null },
      ];
    case 'principal':
      return [
        {
          attribute: by(
            isRole(subject.key) ? 'ResourceName' : 'Username',
            isRole(subject.key) ? subject.key : subject.name,
          ),
          ...period,
        },
        { attribute: by('ResourceName', subject.name), since: null, until: null },
      ];
    case 'datadog-key':
      return [];
    default: {
      const unreachable: never = subject;
      return unreachable;
    }
  }
}

function isRole(arn: string): boolean {
  return arn.includes(':role/');
}
