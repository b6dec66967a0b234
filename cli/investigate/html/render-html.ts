import { createHash } from 'node:crypto';
import type { Report } from '../../../lambda/investigate/report.ts';
import { escapeHtml } from '../../html/escape.ts';
import { section } from '../../html/section.ts';
import { STYLE } from '../../html/style.ts';
import {
  destructiveSection,
  endpointsSection,
  lineageSection,
  namedSection,
  originsSection,
  recommendationsSection,
  signalsSection,
  timelineSection,
} from './sections.ts';
import { timelinePlot } from './timeline-plot.ts';

/**
 * The report as one page that needs nothing else: no script, no request, and a policy that forbids both, whatever the
 * text of a record would like. Prints on paper.
 */
export function renderHtml(report: Report, { all }: { readonly all: boolean }): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const sections = [
    section('Calls over time', plot(report)),
    signalsSection(report),
    recommendationsSection(report),
    originsSection(report),
    destructiveSection(report),
    lineageSection(report),
    endpointsSection(report, all),
    namedSection('Failures', report.errors),
    namedSection('Regions', report.regions),
    namedSection('Tools', report.tools),
    timelineSection(report, all),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.subject.key)}: what it did</title>
<style>${STYLE}</style></head>
<body><main>
${head(report)}
${sections.filter((text) => text !== '').join('\n')}
</main></body></html>
`;
}

function plot({ actions }: Report): string {
  const drawn = timelinePlot(actions);
  const key = [
    ['read', 'reads'],
    ['change', 'changes'],
    ['gone', 'deletions'],
  ] as const;
  const legend = key.map(([name, text]) => `<span class="${name}"></span>${text}`).join('');
  return drawn === '' ? '' : `${drawn}<p class="key dim">${legend}</p>`;
}

function head({ subject, principal, created, seen, verdict, signals }: Report): string {
  const time = (at: number | null): string =>
    at === null ? '?' : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const birth =
    created === null ? 'not in the sources' : `${time(created.at)} by ${created.by} from ${created.from}`;
  const facts: readonly (readonly [string, string])[] = [
    ['Principal', principal ?? 'unknown'],
    ['Created', birth],
    [
      'Active',
      seen.firstSeen === null ? 'never in the sources' : `${time(seen.firstSeen)} to ${time(seen.lastSeen)}`,
    ],
    ['Events', `${seen.events}, of which ${seen.failed} failed`],
  ];
  const list = facts.map(([name, text]) => `<dt>${name}</dt><dd>${escapeHtml(text)}</dd>`).join('');
  const mark = signals.length === 0 ? '' : ' bad';
  return `<h1>${escapeHtml(subject.key)}</h1><dl>${list}</dl><p class="verdict${mark}">${escapeHtml(verdict)}</p>`;
}
