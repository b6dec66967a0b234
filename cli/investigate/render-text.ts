import type { Report } from '../../lambda/investigate/report.ts';
import { cut, wrapped } from './text-layout.ts';
import {
  clean,
  destructive,
  endpoints,
  lineage,
  named,
  origins,
  type TextOptions,
  TOP,
  time,
  timeline,
} from './text-sections.ts';

export type { TextOptions } from './text-sections.ts';

/** The report for a terminal. Text of records is kept to its line and cannot steer the terminal. */
export function renderText(report: Report, options: TextOptions): string {
  const { paint, width } = options;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Verdict', wrapped(clean(report.verdict), width - 2)],
    [
      'Signals',
      report.signals.flatMap(({ kind, evidence }) =>
        hanging(`${paint.warn(kind)}  `, kind.length + 2, evidence, width),
      ),
    ],
    ['What to do', report.recommendations.flatMap((each, index) => recommendation(each, index, options))],
    ['Origins', origins(report, options)],
    ['Destructive actions', destructive(report, options)],
    ['Lineage', lineage(report, options)],
    [options.all ? 'Endpoints' : `Endpoints (top ${TOP})`, endpoints(report, options)],
    ['Failures', named(report.errors, options)],
    ['Regions', named(report.regions, options)],
    ['Tools', named(report.tools, options)],
    [options.all ? 'Timeline' : 'Timeline (runs collapsed)', timeline(report, options)],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const parts = shown.map(([title, lines]) =>
    [paint.title(title), ...lines.map((line) => `  ${line}`)].join('\n'),
  );
  return `${head(report, options)}\n\n${parts.join('\n\n')}\n`;
}

function head(report: Report, { paint, width }: TextOptions): string {
  const { seen, created } = report;
  const birth =
    created === null ? 'not in the sources' : `${time(created.at)} by ${created.by} from ${created.from}`;
  const lines: readonly (readonly [string, string])[] = [
    ['Key', report.subject.key],
    ['Principal', report.principal ?? 'unknown'],
    ['Created', birth],
    [
      'Active',
      seen.firstSeen === null ? 'never in the sources' : `${time(seen.firstSeen)} to ${time(seen.lastSeen)}`,
    ],
    ['Events', `${seen.events}, of which ${seen.failed} failed`],
  ];
  return lines
    .map(([name, text]) => `${paint.dim(name.padEnd(10))}${cut(clean(text), width - 10)}`)
    .join('\n');
}

function recommendation(
  { text, command }: { text: string; command: string },
  index: number,
  options: TextOptions,
): readonly string[] {
  const number = `${index + 1}. `.padEnd(4);
  // A command is never broken: it is to be copied.
  return [...hanging(number, 4, text, options.width), `    ${options.paint.code(clean(command))}`];
}

function hanging(start: string, indent: number, text: string, width: number): readonly string[] {
  return wrapped(clean(text), width - 2 - indent).map(
    (line, index) => `${index === 0 ? start : ' '.repeat(indent)}${line}`,
  );
}
