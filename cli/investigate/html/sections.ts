import type { IssuedKey } from '../../../lambda/investigate/lineage.ts';
import type { Report } from '../../../lambda/investigate/report.ts';
import { runsOf } from '../../../lambda/investigate/runs.ts';
import { escapeHtml } from '../../html/escape.ts';
import { type HtmlColumn, htmlTable } from '../../html/html-table.ts';
import { section } from '../../html/section.ts';
import { failuresIn, resourcesIn, whatIn } from '../run-line.ts';

const TOP = 5;
const FIRST: HtmlColumn = { title: 'First seen', kind: 't' };
const LAST: HtmlColumn = { title: 'Last seen', kind: 't' };
const EVENTS: HtmlColumn = { title: 'Events', kind: 'n' };

export function signalsSection({ signals }: Report): string {
  const items = signals.map(
    ({ kind, evidence }) => `<li><b>${escapeHtml(kind)}</b> ${escapeHtml(evidence)}</li>`,
  );
  return items.length === 0 ? '' : section('Signals', `<ul>${items.join('\n')}</ul>`);
}

export function recommendationsSection({ recommendations }: Report): string {
  const items = recommendations.map(
    ({ text, command }) => `<li>${escapeHtml(text)}<code>${escapeHtml(command)}</code></li>`,
  );
  return items.length === 0 ? '' : section('What to do', `<ol>${items.join('\n')}</ol>`);
}

export function originsSection({ origins }: Report): string {
  const columns: readonly HtmlColumn[] = [
    { title: 'Country', kind: 't' },
    { title: 'Network', kind: 'w' },
    { title: 'Addresses', kind: 'w' },
    EVENTS,
    FIRST,
    LAST,
    { title: 'Judged', kind: 'w' },
  ];
  const rows = origins.map(({ country, asn, organisation, addresses, events, firstSeen, lastSeen, flag }) => [
    country ?? '–',
    [asn === null ? '' : `AS${asn}`, organisation ?? ''].filter((part) => part !== '').join(' ') || 'unknown',
    addresses.join(', '),
    String(events),
    time(firstSeen),
    time(lastSeen),
    flag === null
      ? ({ text: 'NORMAL', mark: 'normal' } as const)
      : ({ text: `FLAG ${flag}`, mark: 'flag' } as const),
  ]);
  return rows.length === 0 ? '' : section('Origins', htmlTable(columns, rows));
}

export function destructiveSection({ destructive }: Report): string {
  const columns: readonly HtmlColumn[] = [
    { title: 'Time', kind: 't' },
    { title: 'Action', kind: 't' },
    { title: 'Resource', kind: 'w' },
    { title: 'From', kind: 't' },
    { title: 'Restorable', kind: 't' },
  ];
  const rows = destructive.map(({ at, event, resource, address, restorable }) => [
    time(at),
    event,
    resource ?? '–',
    address,
    restorable === null ? '?' : restorable ? 'yes' : 'no',
  ]);
  return rows.length === 0 ? '' : section(`Destructive actions (${rows.length})`, htmlTable(columns, rows));
}

export function lineageSection({ lineage: { issuedBy, issued } }: Report): string {
  const by =
    issuedBy === null
      ? ''
      : `<p>Issued by ${escapeHtml(`${issuedBy.event} of ${issuedBy.key ?? issuedBy.by} at ${issuedBy.at ?? '?'} from ${issuedBy.from}`)}</p>`;
  return by === '' && issued.length === 0 ? '' : section('Lineage', `${by}${issuedList(issued)}`);
}

function issuedList(issued: readonly IssuedKey[]): string {
  if (issued.length === 0) return '';
  const items = issued.map((key) => {
    const did =
      key.events === null
        ? ''
        : `: ${key.events} events, ${key.failedEvents ?? 0} failed, ${key.destructive ?? 0} deletions`;
    return `<li>issued ${escapeHtml(`${key.key} to ${key.holder}${did}`)}${issuedList(key.issued)}</li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

export function endpointsSection({ endpoints }: Report, all: boolean): string {
  const columns: readonly HtmlColumn[] = [
    EVENTS,
    { title: 'Failed', kind: 'n' },
    { title: 'Endpoint', kind: 'w' },
    FIRST,
    LAST,
  ];
  const shown = all ? endpoints : endpoints.slice(0, TOP);
  const rows = shown.map(({ method, path, events, failed, firstSeen, lastSeen }) => [
    String(events),
    String(failed),
    `${method} ${path}`,
    time(firstSeen),
    time(lastSeen),
  ]);
  const title =
    shown.length === endpoints.length ? 'Endpoints' : `Endpoints (top ${TOP} of ${endpoints.length})`;
  return rows.length === 0 ? '' : section(title, htmlTable(columns, rows));
}

export function namedSection(title: string, list: Report['regions']): string {
  const columns: readonly HtmlColumn[] = [EVENTS, { title: 'Name', kind: 'w' }, FIRST, LAST];
  const rows = list.map(({ name, events, firstSeen, lastSeen }) => [
    String(events),
    name,
    time(firstSeen),
    time(lastSeen),
  ]);
  return rows.length === 0 ? '' : section(title, htmlTable(columns, rows));
}

export function timelineSection({ actions }: Report, all: boolean): string {
  const runs = all ? actions.flatMap((action) => runsOf([action])) : runsOf(actions);
  const columns: readonly HtmlColumn[] = [
    { title: 'Time', kind: 't' },
    { title: 'From', kind: 't' },
    { title: 'Where', kind: 't' },
    { title: 'What', kind: 'w' },
    { title: 'Failed', kind: 'w' },
    { title: 'Resource', kind: 'w' },
  ];
  const rows = runs.map((run) => {
    const { network, city, at, address } = run.first;
    const place = [city, network?.country, network?.asn == null ? null : `AS${network.asn}`].filter(
      (part) => part != null,
    );
    return [time(at), address, place.join(' ') || '–', whatIn(run), failuresIn(run), resourcesIn(run)];
  });
  const title =
    runs.length === actions.length ? 'Timeline' : `Timeline (${actions.length} calls as ${runs.length} runs)`;
  return rows.length === 0 ? '' : section(title, htmlTable(columns, rows));
}

function time(at: number | null): string {
  return at === null ? '?' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
