/** `2026-11-21 13:05 UTC` */
export function utcMinute(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return 'unknown time';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/**
 * A time that Slack shows in the reader's own zone, with UTC where it cannot.
 * Source: "Formatting text for app surfaces: date formatting", Slack developer documentation.
 */
export function slackTime(ms: number): string {
  return `<!date^${Math.floor(ms / 1_000)}^{date_short_pretty} {time}|${utcMinute(ms)}>`;
}

/** `3 minutes`, `45 seconds`, `2 hours`: whole units, never zero. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  if (seconds < 90) return counted(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour');
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
