import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { call, OTHER_ACCOUNT } from './records.ts';

const MONDAY = Date.UTC(2026, 0, 5, 8);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PEOPLE = ['ana', 'ben'].map((name) => `${name}@example.com`);

/** What is sensitive, and what is not. */
const WHAT: readonly { readonly event: string; readonly source: string; readonly request: JsonObject }[] = [
  { event: 'CreateUser', source: 'iam', request: { userName: 'service' } },
  { event: 'CreateAccessKey', source: 'iam', request: { userName: 'service' } },
  { event: 'StopLogging', source: 'cloudtrail', request: { name: 'main' } },
  { event: 'ScheduleKeyDeletion', source: 'kms', request: { keyId: 'a', pendingWindowInDays: 7 } },
  { event: 'DescribeInstances', source: 'ec2', request: {} },
  { event: 'GetCallerIdentity', source: 'sts', request: {} },
  { event: 'AssumeRole', source: 'sts', request: { roleArn: 'arn:aws:iam::123456789012:role/deploy' } },
];

/**
 * Two days of a few people: calls one by one and in bursts, the same record twice, from new places, without a time, of no
 * account, and lines that are cut off. Lines of JSON, the same every time.
 */
export function busyDays(): string {
  const lines: string[] = [];
  const put = (record: JsonObject, more: JsonObject = {}): void => {
    lines.push(JSON.stringify({ ...record, eventID: `id-${lines.length}`, ...more }));
  };
  for (let day = 0; day < 2; day += 1) {
    for (const [who, by] of PEOPLE.entries()) {
      const at = MONDAY + day * DAY_MS + who * 47 * MINUTE_MS;
      for (const [index, what] of WHAT.entries()) {
        put(call({ by, at: at + index * 3 * MINUTE_MS, ...what }));
      }
      const [burst] = WHAT;
      if (burst === undefined) continue;
      for (let index = 0; index < 6; index += 1) {
        const account = index % 3 === 0 ? { account: OTHER_ACCOUNT } : {};
        put(
          call({
            by,
            at: at + 60 * MINUTE_MS + index * 20_000,
            ...burst,
            ...account,
            from: `203.0.113.${who}`,
          }),
        );
      }
      lines.push(lines.at(-1) ?? '', lines.at(-8) ?? '');
    }
    put(call({ by: 'aws', event: 'DescribeInstances', source: 'ec2', at: MONDAY + day * DAY_MS }), {
      userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' },
    });
    put(call({ by: 'robot', at: MONDAY + day * DAY_MS, event: 'CreateUser', request: { userName: 'x' } }));
    put(call({ by: 'ana@example.com', event: 'CreateUser', at: 0 }), { eventTime: null });
    put(call({ by: 'ben@example.com', event: 'DeleteTrail', source: 'cloudtrail', at: MONDAY + DAY_MS }), {
      userIdentity: 'nobody',
    });
    put(call({ by: 'ben@example.com', event: 'CreateUser', at: MONDAY + DAY_MS }), { recipientAccountId: 7 });
    put({ eventName: 'CreateUser', eventSource: ['iam.amazonaws.com'] });
    lines.push('{"eventName": "Crea');
  }
  return `${lines.join('\n')}\n`;
}
