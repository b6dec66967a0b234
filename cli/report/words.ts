import { CAUSE_TITLES } from './cause-titles.ts';

/** A length of time for people: `340 ms`, `42 s`, `12 min`, `3.5 h`. */
export function lasting(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${(ms / 3_600_000).toFixed(1)} h` : `${(ms / 86_400_000).toFixed(1)} days`;
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

export function amount(count: number): string {
  return count.toLocaleString('en-US');
}

/** @param until not in the period any more */
export function period(since: number, until: number): string {
  return `${minute(since)} to ${minute(until)} UTC`;
}

export function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

export function causeInWords(cause: string): string {
  return CAUSE_TITLES[cause] ?? cause;
}
