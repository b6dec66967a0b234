import type { KeyHistory } from '../cases/key-history.ts';
import { cleanText } from '../cases/words/clean-text.ts';
import type { Report } from './report.ts';
import { groupBy, isoTime } from './seen.ts';
import { shellText } from './shell-word.ts';
import { callsOf } from './signals.ts';

/** Of each list so many: it is read on a telephone, at night. */
const SHOWN = 3;
/** Characters of a line; a case keeps some forty of them. */
const LINE = 300;

/**
 * A report in the few lines that an incident has room for.
 *
 * @param sources which told of it and which failed, a line each
 */
export function historyOf(report: Report, sources: readonly string[]): KeyHistory {
  const lines = [
    ...activity(report),
    ...origins(report),
    ...list(
      'most called',
      report.endpoints,
      ({ method, path, events }) => `${serviceOf(method)} ${path} ×${events}`,
    ),
    ...destruction(report),
    ...list('issued', report.lineage.issued, ({ key, holder }) => `${key} to ${holder}`),
    ...report.signals
      .slice(0, SHOWN)
      .map(({ kind, evidence }) => `${kind.replaceAll('-', ' ')}: ${evidence}`),
    stopping(report),
    ...list('told by', sources, (source) => source),
  ];
  return {
    key: report.subject.key,
    verdict: cleanText(report.verdict, 2 * LINE),
    lines: lines.map((line) => cleanText(line, LINE)),
  };
}

function activity({ seen, principal, created }: Report): readonly string[] {
  const { firstSeen, lastSeen, events, failed } = seen;
  if (firstSeen === null || lastSeen === null) return [];
  const birth = created === null ? '' : `; created by ${created.by} from ${created.from}`;
  return [
    `${callsOf(events)}, ${failed} failed, ${isoTime(firstSeen)} to ${isoTime(lastSeen)}, by ${principal ?? 'an unknown principal'}${birth}`,
  ];
}

function origins({ origins: found }: Report): readonly string[] {
  return found.slice(0, SHOWN).map(({ country, asn, organisation, addresses, events, flag }) => {
    const network = [asn === null ? '' : `AS${asn}`, organisation ?? '']
      .filter((part) => part !== '')
      .join(' ');
    const judged = flag === null ? 'normal' : `FLAG ${flag}`;
    return `from ${country ?? '–'} ${network || 'unknown network'} (${addresses.slice(0, SHOWN).join(', ')}): ${callsOf(events)}, ${judged}`;
  });
}

function destruction({ destructive }: Report): readonly string[] {
  const events = groupBy(destructive, ({ event, restorable }) =>
    [event, restorable === null ? '' : restorable ? '(restorable)' : '(gone)'].join(' ').trim(),
  );
  return list('deleted', events, ([name, group]) => `${name} ×${group.length}`);
}

/** One command that holds no long policy: what is cut cannot be copied. */
function stopping({ subject, principal }: Report): string {
  const whose = principal === null ? '' : ` --principal ${shellText([principal])}`;
  return `to stop it: countersign contain ${subject.key}${whose} --execute`;
}

function list<T>(title: string, items: readonly T[], show: (item: T) => string): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length > SHOWN ? ` and ${items.length - SHOWN} more` : '';
  return [`${title}: ${items.slice(0, SHOWN).map(show).join(', ')}${more}`];
}

function serviceOf(method: string): string {
  return method.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
}
