import { type Hours, WEEKDAYS, type Weekday, type WorkingHours } from '../config/working-hours.ts';

/**
 * Whether a moment is outside the person's hours, or the organisation's where the person has none of his own. By the
 * clock on the wall: summer time comes and goes as in that zone.
 *
 * @param at milliseconds since 1970
 * @param email of the person; null: nobody is known
 */
export function isOffHours(at: number, email: string | null, working: WorkingHours): boolean {
  const hours = hoursOf(email, working);
  const { day, minute } = wallClock(at, hours.timeZone);
  const worksOn = (weekday: Weekday) => hours.days.includes(weekday);
  if (hours.from < hours.to) return !(worksOn(day) && minute >= hours.from && minute < hours.to);
  const sinceStart = worksOn(day) && minute >= hours.from;
  const tillEnd = worksOn(dayBefore(day)) && minute < hours.to;
  return !(sinceStart || tillEnd);
}

/** Only the table's own keys: an address is any text. */
function hoursOf(email: string | null, working: WorkingHours): Hours {
  return (
    (email !== null && Object.hasOwn(working.people, email) ? working.people[email] : undefined) ?? working
  );
}

function wallClock(
  at: number,
  timeZone: Hours['timeZone'],
): { readonly day: Weekday; readonly minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const name = parts.get('weekday')?.toLowerCase();
  return {
    day: WEEKDAYS.find((day) => day === name) ?? 'mon',
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

function dayBefore(day: Weekday): Weekday {
  return WEEKDAYS.at(WEEKDAYS.indexOf(day) - 1) ?? 'sun';
}
