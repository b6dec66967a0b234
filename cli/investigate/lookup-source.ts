import type { CloudTrailClient, LookupAttribute } from '@aws-sdk/client-cloudtrail';
import { lookUpEvents } from '../../lambda/adapters/cloudtrail/lookup-events.ts';
import type { Subject } from '../../lambda/investigate/subject.ts';
import type { Source, SourceIo } from './gather.ts';
import { type Period, sift } from './scan/sift.ts';
import { SourceFailure } from './source-failure.ts';

export interface Lookup {
  readonly regions: readonly string[];
  readonly clientFor: (region: string) => CloudTrailClient;
  readonly sleep: (ms: number) => Promise<void>;
}

/** CloudTrail's event history: the last 90 days of management events, of one account, region by region. */
export function lookupSource({ regions, clientFor, sleep }: Lookup, io: SourceIo): Source {
  return {
    async search(subjects, period, tell) {
      let events = 0;
      const reasons: string[] = [];
      const problems: string[] = [];
      const inRegion = async (region: string): Promise<void> => {
        const client = clientFor(region);
        for (const query of subjects.flatMap((subject) => queriesFor(subject, period))) {
          const end = await lookUpEvents(
            client,
            query,
            { sleep },
            (record) => {
              events++;
              for (const finding of sift(record, subjects, period, io.networks)) tell(finding);
              io.progress(`${region}: ${events.toLocaleString('en')} events`);
            },
            (reason) => io.complain(`${region}: ${reason}`),
          );
          if (end.kind === 'complete') continue;
          reasons.push(end.reason);
          problems.push(
            `${region}: stopped after ${end.pages} pages, what follows is not in the report: ${end.reason}`,
          );
          return;
        }
      };
      await Promise.all(regions.map(inRegion));
      if (events === 0 && reasons.length === regions.length) {
        throw new SourceFailure(`LookupEvents: ${reasons[0] ?? 'no region'}`);
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
