import { createInMemoryJournal } from '../../lambda/adapters/in-memory/journal.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { reportOf } from '../../lambda/investigate/report.ts';
import { subjectOf } from '../../lambda/investigate/subject.ts';
import { gatherActions } from '../../lambda/workflows/gather-actions.ts';
import { callLine } from '../../lambda/workflows/journal-lines.ts';
import { journalSource } from '../../lambda/workflows/journal-source.ts';
import { change, KEY, networks, record } from '../investigate/sample-calls.ts';

const NOW = Date.UTC(2026, 2, 9);
const ALL = { since: null, until: null };
const DECIDED = {
  severity: 'log',
  disposition: { kind: 'log' },
  matches: [],
  reasons: [],
  late: false,
} as const;

async function search(
  records: readonly JsonObject[],
  {
    key = KEY,
    most = null,
    period = ALL,
  }: { key?: string; most?: number | null; period?: { since: number | null; until: number | null } } = {},
) {
  const journal = createInMemoryJournal();
  await journal.append(
    records.map((each) => callLine({ call: parseCall(each), decision: DECIDED }, null, null, NOW)),
  );
  const complaints: string[] = [];
  const complain = (problem: string) => void complaints.push(problem);
  const subject = subjectOf(key) ?? { kind: 'access-key', key };
  const source = journalSource(journal, most, { networks, complain, progress: () => undefined });
  const findings = await gatherActions(subject, [source], period, false);
  return { report: reportOf(subject, findings, NOW), complaints };
}

describe('the journal as a source', () => {
  test('tells what the key did as CloudTrail would, as far as it kept it', async () => {
    const records = [
      record(),
      record({ errorCode: 'AccessDenied', sourceIPAddress: '198.51.100.7' }),
      change('s3', 'DeleteBucket', { requestParameters: { bucketName: 'plans' } }),
      change('iam', 'CreateAccessKey', {
        responseElements: { accessKey: { accessKeyId: 'AKIAEXAMPLE000000002', userName: 'eve' } },
      }),
      record({ userIdentity: { type: 'IAMUser', accessKeyId: 'AKIAEXAMPLE000000009' } }),
    ];

    const { report } = await search(records);

    expect(report.seen).toMatchObject({ events: 4, failed: 1 });
    expect(report.origins.map(({ country, events }) => [country, events])).toEqual([
      ['DE', 3],
      ['BR', 1],
    ]);
    expect(report.destructive).toMatchObject([
      { event: 'DeleteBucket', resource: 'plans', restorable: false },
    ]);
    expect(report.lineage.issued).toMatchObject([{ key: 'AKIAEXAMPLE000000002', holder: 'eve' }]);
    expect(report.principal).toBe('arn:aws:iam::111122223333:user/ana');
  });

  test('of a role it tells what each of its sessions did, and of another account nothing', async () => {
    const session = (account: string) => ({
      type: 'AssumedRole',
      arn: `arn:aws:sts::${account}:assumed-role/deploy/ana`,
      accountId: account,
      accessKeyId: 'ASIAEXAMPLE000000001',
    });
    const records = ['111122223333', '444455556666'].map((account) =>
      record({ userIdentity: session(account) }),
    );

    const { report } = await search(records, { key: 'arn:aws:iam::111122223333:role/deploy' });

    expect(report.seen.events).toBe(1);
  });

  test('keeps to the period and to the newest calls, and says that there are more', async () => {
    const records = Array.from({ length: 5 }, (_, index) =>
      record({ eventTime: `2026-03-0${index + 1}T09:00:00Z` }),
    );

    expect(
      (await search(records, { period: { since: Date.UTC(2026, 2, 4), until: null } })).report.seen.events,
    ).toBe(2);
    const { report, complaints } = await search(records, { most: 3 });
    expect(report.seen.events).toBe(3);
    expect(complaints.join()).toContain('more than the newest 3 calls');
  });
});
