import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import { JOURNAL_FIELDS } from '../../lambda/journal/fields.ts';
import { indexOf, searchDocumentOf } from '../../lambda/journal/search-document.ts';
import { searchFields, searchMapping } from '../../lambda/journal/search-mapping.ts';
import { records, subscriptionRequest } from '../workflows/messages.ts';
import { createWorld, MINUTE_MS, only } from '../workflows/world.ts';

const NOON = Date.UTC(2026, 10, 20, 12);

function entryOf(changes: Partial<JournalEntry>): JournalEntry {
  return { v: 1, id: 'call/one', at: NOON, kind: 'call', data: {}, ...changes };
}

function sourceOf(data: JsonObject, changes: Partial<JournalEntry> = {}): JsonObject {
  return searchDocumentOf(entryOf({ data, ...changes }), 'countersign').source;
}

/** Everything that a deployment writes, in one story. */
async function story(): Promise<readonly JournalEntry[]> {
  const world = createWorld();
  const stop = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' };
  await world.deliverCalls(...records(3), ...records(1, stop, 'stop'));
  await world.deliver(
    'no JSON',
    subscriptionRequest('arn:aws:sns:us-east-1:111122223333:countersign-events', 'token'),
  );
  await world.later(0);
  await world.deliverCalls(...records(1));
  await world.later(8 * MINUTE_MS);
  world.onPush({ kind: 'approved' });
  await world.click('yes', only(world.asked()));
  return world.journal();
}

describe('an entry as a document', () => {
  test('every field that is written is known, has its type, and is in the mapping', async () => {
    const entries = await story();
    const unknown = entries.flatMap(({ kind, data }) => {
      const names = new Set(JOURNAL_FIELDS[kind].map(({ name }) => name));
      return Object.keys(data)
        .filter((name) => !names.has(name))
        .map((name) => `${kind}.${name}`);
    });
    const unmapped = entries.flatMap((entry) =>
      Object.keys(searchDocumentOf(entry, 'countersign').source).filter((path) => !(path in searchFields())),
    );

    expect(new Set(entries.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(6);
    expect(unknown).toEqual([]);
    expect(unmapped).toEqual([]);
  });

  test('nothing that has a value is lost on the way', async () => {
    const lost = (await story()).flatMap((entry) => {
      const { source } = searchDocumentOf(entry, 'countersign');
      return JOURNAL_FIELDS[entry.kind]
        .filter(
          ({ name }) =>
            entry.data[name] != null && !(Array.isArray(entry.data[name]) && entry.data[name].length === 0),
        )
        .filter(({ paths }) => paths.some((path) => source[path] === undefined))
        .map(({ name }) => `${entry.kind}.${name}`);
    });

    expect(lost).toEqual([]);
  });

  test('a call speaks ECS', () => {
    const source = sourceOf({
      severity: 'alert',
      eventName: 'CreateUser',
      eventSource: 'iam.amazonaws.com',
      eventTime: NOON - 90_000,
      account: '111122223333',
      region: 'us-east-1',
      principal: 'IAM user ana',
      address: '2001:db8::1',
      country: 'DE',
      asn: 64_496,
      rules: ['iam/create-user'],
      error: null,
    });

    expect(source).toMatchObject({
      '@timestamp': '2026-11-20T12:00:00.000Z',
      'event.action': 'CreateUser',
      'event.provider': 'iam.amazonaws.com',
      'event.kind': 'alert',
      'event.outcome': 'success',
      'event.start': '2026-11-20T11:58:30.000Z',
      'cloud.provider': 'aws',
      'cloud.account.id': '111122223333',
      'cloud.region': 'us-east-1',
      'user.name': 'IAM user ana',
      'source.ip': '2001:db8::1',
      'source.geo.country_iso_code': 'DE',
      'source.as.number': 64_496,
      'rule.id': ['iam/create-user'],
      'countersign.lag_ms': 90_000,
    });
  });

  test.each([
    ['an address that is none', { address: 'AWS Internal' }, 'source.ip'],
    ['a time beyond all calendars', { eventTime: 1e300 }, 'event.start'],
    ['a number that is no whole one', { asn: 1.5 }, 'source.as.number'],
    ['text where a truth is due', { late: 'yes' }, 'countersign.late'],
  ])('%s is left out, not refused by the archive', (_, data, path) => {
    expect(sourceOf(data)).not.toHaveProperty([path]);
  });

  test('the same entry is always the same document; its month alone decides the index', () => {
    const entry = entryOf({ data: { severity: 'log' } });

    expect(searchDocumentOf(entry, 'countersign')).toEqual(searchDocumentOf({ ...entry }, 'countersign'));
    expect(searchDocumentOf(entry, 'countersign').index).toBe('countersign-journal-2026.11');
    expect(indexOf(Date.UTC(2026, 11, 1), 'logs')).toBe('logs-journal-2026.12');
    expect(searchDocumentOf(entryOf({ id: 'x'.repeat(5_000) }), 'c').id).toHaveLength(43);
  });

  test('the mapping names every field once and takes others without searching them', () => {
    const { dynamic, properties } = searchMapping();

    expect(dynamic).toBe(false);
    expect(Object.keys(properties ?? {})).toEqual(Object.keys(searchFields()));
  });
});
