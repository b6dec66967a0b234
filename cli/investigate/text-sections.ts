import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';
import type { Action } from '../../lambda/investigate/action.ts';
import type { IssuedKey } from '../../lambda/investigate/lineage.ts';
import type { Report } from '../../lambda/investigate/report.ts';
import { runsOf } from '../../lambda/investigate/runs.ts';
import { groupBy } from '../../lambda/investigate/seen.ts';
import type { Paint } from './paint.ts';
import { failuresIn, resourcesIn, shortName, whatIn } from './run-line.ts';
import { cut } from './text-layout.ts';
import { type Column, table } from './text-table.ts';

export interface TextOptions {
  /** Characters in a line. */
  readonly width: number;
  readonly all: boolean;
  readonly paint: Paint;
}

export const TOP = 5;
/** Characters of an IPv4 address. */
const ADDRESS = 15;

export function origins({ origins: list }: Report, { width, paint }: TextOptions): readonly string[] {
  const columns: readonly Column[] = [
    { title: 'Country' },
    { title: 'Network', flexible: true },
    { title: 'Addresses', flexible: true, least: ADDRESS },
    { title: 'Events', right: true },
    { title: 'First seen' },
    { title: 'Last seen' },
  ];
  const rows = list.map(({ country, asn, organisation, addresses, events, firstSeen, lastSeen }) => [
    country ?? '–',
    `${asn === null ? '' : `AS${asn} `}${organisation ?? (asn === null ? 'unknown' : '')}`.trim(),
    addressList(addresses),
    String(events),
    minute(firstSeen),
    minute(lastSeen),
  ]);
  const lines = table(
    columns,
    rows.map((row) => row.map(clean)),
    width - 2,
    paint,
  );
  return lines.flatMap((line, index) => {
    const origin = index === 0 ? undefined : list[index - 1];
    if (origin === undefined) return [line];
    const verdict = origin.flag === null ? paint.good('NORMAL') : paint.warn(`FLAG ${clean(origin.flag)}`);
    return [line, `  ${verdict}`];
  });
}

export function destructive(
  { destructive: list }: Report,
  { width, paint, all }: TextOptions,
): readonly string[] {
  const groups = all
    ? list.map((action) => [action])
    : groupBy(list, ({ event, address, restorable: can }) => `${event} ${address} ${can}`).map(
        ([, group]) => group,
      );
  const columns: readonly Column[] = [
    { title: 'First' },
    { title: 'Times', right: true },
    { title: 'Action', flexible: true },
    { title: 'Resources', flexible: true },
    { title: 'From', flexible: true, least: ADDRESS },
    { title: 'Restorable' },
  ];
  const rows = groups.flatMap(([...group]) => {
    const [first] = runsOf(group.slice(0, 1));
    if (first === undefined) return [];
    const resources = [...new Set(group.flatMap(({ resource }) => resource ?? []))];
    const { at, event, address } = first.first;
    const shown = resourcesIn({ ...first, resources });
    return [[minute(at), String(group.length), event, shown, address, restorable(first.first)].map(clean)];
  });
  return list.length === 0 ? [] : table(columns, rows, width - 2, paint);
}

function restorable({ restorable: can }: Action): string {
  return can === null ? '?' : can ? 'yes' : 'no';
}

export function lineage(
  { lineage: { issuedBy, issued } }: Report,
  { width }: TextOptions,
): readonly string[] {
  const by =
    issuedBy === null
      ? []
      : [
          `issued by ${issuedBy.event} of ${issuedBy.key ?? issuedBy.by} at ${issuedBy.at ?? '?'} from ${issuedBy.from}`,
        ];
  return [...by, ...issued.flatMap((key) => issuedLines(key, 0))].map((line) => cut(clean(line), width - 2));
}

function issuedLines(key: IssuedKey, depth: number): readonly string[] {
  const did =
    key.events === null
      ? ''
      : `: ${key.events} events, ${key.failedEvents ?? 0} failed, ${key.destructive ?? 0} deletions`;
  const line = `${'  '.repeat(depth)}issued ${key.key} to ${shortName(key.holder)}${did}`;
  return [line, ...key.issued.flatMap((each) => issuedLines(each, depth + 1))];
}

export function endpoints(
  { endpoints: list }: Report,
  { width, paint, all }: TextOptions,
): readonly string[] {
  const shown = all ? list : list.slice(0, TOP);
  const columns: readonly Column[] = [
    { title: 'Events', right: true },
    { title: 'Failed', right: true },
    { title: 'Endpoint', flexible: true },
    { title: 'First seen' },
    { title: 'Last seen' },
  ];
  const rows = shown.map(({ method, path, events, failed, firstSeen, lastSeen }) => [
    String(events),
    String(failed),
    clean(`${method} ${path}`),
    minute(firstSeen),
    minute(lastSeen),
  ]);
  return list.length === 0
    ? []
    : [...table(columns, rows, width - 2, paint), ...rest(list.length - shown.length)];
}

export function named(list: Report['regions'], { width, paint, all }: TextOptions): readonly string[] {
  const shown = all ? list : list.slice(0, TOP);
  const columns: readonly Column[] = [
    { title: 'Events', right: true },
    { title: 'Name', flexible: true },
    { title: 'First seen' },
    { title: 'Last seen' },
  ];
  const rows = shown.map(({ name, events, firstSeen, lastSeen }) => [
    String(events),
    clean(name),
    minute(firstSeen),
    minute(lastSeen),
  ]);
  return list.length === 0
    ? []
    : [...table(columns, rows, width - 2, paint), ...rest(list.length - shown.length)];
}

export function timeline({ actions }: Report, { width, paint, all }: TextOptions): readonly string[] {
  const runs = all ? actions.flatMap((action) => runsOf([action])) : runsOf(actions);
  const columns: readonly Column[] = [
    { title: 'Time' },
    { title: 'From', flexible: true, least: ADDRESS },
    { title: 'Where', flexible: true },
    { title: 'What', flexible: true },
    { title: 'Resource', flexible: true },
  ];
  const rows = runs.map((run) => [
    time(run.first.at),
    run.first.address,
    placeOf(run.first),
    [failuresIn(run), whatIn(run)].filter((part) => part !== '').join(': '),
    resourcesIn(run),
  ]);
  return runs.length === 0
    ? []
    : table(
        columns,
        rows.map((row) => row.map(clean)),
        width - 2,
        paint,
      );
}

function placeOf({ city, network }: Action): string {
  if (network === null) return '–';
  return [city, network.country, network.asn === null ? null : `AS${network.asn}`]
    .filter((part) => part !== null)
    .join(' ');
}

function rest(count: number): readonly string[] {
  return count > 0 ? [`… ${count} more (--all)`] : [];
}

function addressList(addresses: readonly string[]): string {
  return addresses.length > 2
    ? `${addresses.slice(0, 2).join(', ')} +${addresses.length - 2}`
    : addresses.join(', ');
}

/** Text of a record, kept to its line. */
export function clean(text: string): string {
  return onOneLine(text);
}

export function time(at: number | null): string {
  return at === null ? 'no time' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function minute(at: number | null): string {
  return time(at).slice(0, 16);
}
