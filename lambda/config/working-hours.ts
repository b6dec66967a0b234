import { z } from 'zod';
import * as field from './fields.ts';
import { list, mapping, oneOf } from './shapes.ts';
import { suggest } from './suggest.ts';

/** As `Intl` abbreviates them in English, in lower case. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When somebody works, by the clock on his wall. */
export interface Hours {
  /** Of the IANA time zone database, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** Days on which work begins. */
  readonly days: readonly Weekday[];
  /** Minutes since midnight. */
  readonly from: number;
  /** Minutes since midnight; no later than `from`: of the next day. */
  readonly to: number;
}

export interface WorkingHours extends Hours {
  /** E-mail → hours of those who work at others. */
  readonly people: Readonly<Record<string, Hours>>;
}

const MINUTES_PER_HOUR = 60;
const TIME = 'a time of the day in quotes, from "00:00" to "24:00"';

const timeOfDay = z.string({ error: TIME }).transform((value, context) => {
  const match = /^(\d{2}):([0-5]\d)$/.exec(value);
  const minutes = Number(match?.[1]) * MINUTES_PER_HOUR + Number(match?.[2]);
  if (minutes <= 24 * MINUTES_PER_HOUR) return minutes;
  context.addIssue({ code: 'custom', input: value, message: TIME });
  return z.NEVER;
});

const ZONE = 'a time zone, such as Europe/Berlin';

const timeZone = z.string({ error: ZONE }).superRefine((value, context) => {
  if (isTimeZone(value)) return;
  const close = suggest(value, Intl.supportedValuesOf('timeZone'));
  const message = close === null ? ZONE : `a time zone; did you mean ${close}?`;
  context.addIssue({ code: 'custom', input: value, message });
});

const days = list(oneOf(WEEKDAYS), `a list of days, of ${WEEKDAYS.join(', ')}`).min(1, 'at least one day');

/** Only those named in the database: an offset such as +01:00 knows no summer. */
function isTimeZone(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const DEFAULT_DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const own = {
  timeZone: timeZone.optional(),
  days: days.optional(),
  from: timeOfDay.optional(),
  to: timeOfDay.optional(),
};

export const workingHoursSection = mapping({
  timeZone,
  days: days.default([...DEFAULT_DAYS]),
  from: timeOfDay,
  to: timeOfDay,
  people: z.record(field.email, mapping(own), { error: 'a mapping of e-mail address to hours' }).nullish(),
});

/** The hours of everybody, what a person's own leave out being the organisation's. */
export function workingHoursOf(
  section: z.infer<typeof workingHoursSection> | null | undefined,
): WorkingHours | null {
  if (section === null || section === undefined) return null;
  const { people, ...hours } = section;
  const personal = Object.entries(people ?? {}).map(([email, theirs]): [string, Hours] => [
    email,
    {
      timeZone: theirs.timeZone ?? hours.timeZone,
      days: theirs.days ?? hours.days,
      from: theirs.from ?? hours.from,
      to: theirs.to ?? hours.to,
    },
  ]);
  return { ...hours, people: Object.fromEntries(personal) };
}
