const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNIT_MS;

/** What a duration may look like, for messages. */
export const DURATION_EXAMPLES = 'a number and a unit, such as 30s, 15m, 24h or 7d';

/** `30s`, `15m`, `24h`, `7d` in milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  const match = /^(?<amount>\d{1,6})(?<unit>[smhd])$/.exec(text.trim());
  const unit = match?.groups?.['unit'];
  return match === null || !isUnit(unit) ? null : Number(match.groups?.['amount']) * UNIT_MS[unit];
}

/** The shortest text that `parseDuration` reads as this many milliseconds. */
export function formatDuration(ms: number): string {
  const units: readonly Unit[] = ['d', 'h', 'm', 's'];
  const unit = units.find((candidate) => ms % UNIT_MS[candidate] === 0) ?? 's';
  return `${Math.round(ms / UNIT_MS[unit])}${unit}`;
}

function isUnit(text: string | undefined): text is Unit {
  return text !== undefined && text in UNIT_MS;
}
