import fc from 'fast-check';
import { parseConfig } from '../../lambda/config/parse-config.ts';
import type { WorkingHours } from '../../lambda/config/working-hours.ts';
import { factsOf } from '../../lambda/facts/facts.ts';
import { isOffHours } from '../../lambda/facts/off-hours.ts';
import { context, sampleCall } from './sample-call.ts';

function hours(text: string): WorkingHours {
  const parsed = parseConfig(
    `workingHours: {timeZone: Europe/Berlin, from: "08:00", to: "19:00"${text}}`,
    'c.yaml',
  );
  if (!parsed.ok || parsed.config.workingHours === null) throw new Error(JSON.stringify(parsed));
  return parsed.config.workingHours;
}

const off = (time: string, working = hours(''), email: string | null = null) =>
  isOffHours(Date.parse(time), email, working);

describe('working hours', () => {
  test('begin with their first minute and end before their last', () => {
    expect(off('2026-01-15T06:59:59Z')).toBe(true);
    expect(off('2026-01-15T07:00:00Z')).toBe(false);
    expect(off('2026-01-15T17:59:59Z')).toBe(false);
    expect(off('2026-01-15T18:00:00Z')).toBe(true);
  });

  test('follow the clock on the wall through summer and winter time', () => {
    expect(off('2026-07-15T06:00:00Z')).toBe(false);
    expect(off('2026-07-15T17:30:00Z')).toBe(true);
    // The last Friday of winter time and the first Monday of summer time: 08:30 on the wall is another hour of UTC.
    expect(off('2026-03-27T07:30:00Z')).toBe(false);
    expect(off('2026-03-30T06:30:00Z')).toBe(false);
    expect(off('2026-03-27T06:30:00Z')).toBe(true);
  });

  test('are not kept at weekends, nor on Friday evening longer than on other days', () => {
    expect(off('2026-01-16T17:30:00Z')).toBe(false);
    expect(off('2026-01-16T18:30:00Z')).toBe(true);
    expect(off('2026-01-17T10:00:00Z')).toBe(true);
    expect(off('2026-01-18T10:00:00Z')).toBe(true);
    expect(off('2026-01-19T10:00:00Z')).toBe(false);
  });

  test('may be of other days', () => {
    expect(off('2026-01-18T10:00:00Z', hours(', days: [sun]'))).toBe(false);
    expect(off('2026-01-19T10:00:00Z', hours(', days: [sun]'))).toBe(true);
  });

  test('of a night belong to the day on which they begin', () => {
    const working: WorkingHours = { ...hours(''), days: ['fri'], from: 22 * 60, to: 6 * 60 };

    expect(off('2026-01-16T20:59:00Z', working)).toBe(true);
    expect(off('2026-01-16T21:00:00Z', working)).toBe(false);
    expect(off('2026-01-17T04:59:00Z', working)).toBe(false);
    expect(off('2026-01-17T05:00:00Z', working)).toBe(true);
    expect(off('2026-01-17T21:30:00Z', working)).toBe(true);
    expect(off('2026-01-16T04:00:00Z', working)).toBe(true);
  });

  test('of a person go before those of the organisation, and leave the rest to them', () => {
    const working = hours(', people: {Ada@Example.com: {timeZone: America/New_York}}');

    expect(off('2026-01-15T18:30:00Z', working)).toBe(true);
    expect(off('2026-01-15T18:30:00Z', working, 'bo@example.com')).toBe(true);
    expect(off('2026-01-15T18:30:00Z', working, 'ada@example.com')).toBe(false);
    expect(off('2026-01-15T12:30:00Z', working, 'ada@example.com')).toBe(true);
  });

  test('of half an hour beside the full hour are those of such a zone', () => {
    const working = hours(', people: {ada@example.com: {timeZone: Asia/Kolkata}}');

    expect(off('2026-01-15T02:29:00Z', working, 'ada@example.com')).toBe(true);
    expect(off('2026-01-15T02:30:00Z', working, 'ada@example.com')).toBe(false);
  });

  test('of a whole day and its whole night leave nothing out', () => {
    const times = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const everyDay = ', days: [mon, tue, wed, thu, fri, sat, sun]';
    const day = hours(everyDay);
    const night = { ...day, from: day.to, to: day.from };

    fc.assert(
      fc.property(
        times,
        (time) => isOffHours(time.getTime(), null, day) !== isOffHours(time.getTime(), null, night),
      ),
    );
  });

  test('are a fact of a call: of the person who made it, and none without hours or time', () => {
    const working = hours(', people: {alice@example.com: {timeZone: America/New_York}}');
    const fact = (eventTime: string | null, workingHours: WorkingHours | null) =>
      factsOf(sampleCall({ eventTime, userIdentity: { type: 'IAMUser', userName: 'alice@example.com' } }), {
        ...context,
        config: { ...context.config, workingHours },
      })('fact.time.offHours');

    expect(fact('2026-01-15T18:30:00Z', working)).toBe(false);
    expect(fact('2026-01-15T07:30:00Z', working)).toBe(true);
    expect(fact('2026-01-15T07:30:00Z', null)).toBeNull();
    expect(fact(null, working)).toBeNull();
  });
});
