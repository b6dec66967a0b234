import { readLookupEvents } from '../../lambda/cloudtrail/lookup-event.ts';

describe('readLookupEvents', () => {
  test('reads the records, and says which cannot be read', () => {
    const events = [
      { EventId: '1', CloudTrailEvent: '{"eventName":"CreateUser"}' },
      { EventId: '2', CloudTrailEvent: '{"eventName":' },
      { EventId: '3' },
    ];

    const read = readLookupEvents({ Events: events });

    expect(read?.[0]).toEqual({ ok: true, value: { eventName: 'CreateUser' } });
    expect(read?.map(({ ok }) => ok)).toEqual([true, false, false]);
  });

  test('knows an answer of another kind', () => {
    expect(readLookupEvents({ Records: [] })).toBeNull();
  });
});
