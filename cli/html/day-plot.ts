import { escapeHtml } from './escape.ts';

/** One series of a stacked plot; its bars are in the order of the days. */
export interface Series {
  readonly title: string;
  readonly colour: 's1' | 's2' | 's3' | 's4' | 's5';
  readonly values: readonly number[];
}

const WIDTH = 1_000;
const HEIGHT = 210;
const LEFT = 64;
const TOP = 14;
const BOTTOM = 178;
/** Dates that fit side by side on a phone, and the width of one there. */
const LABELS = 6;
const LABEL_WIDTH = 125;
/** What is there is to be seen, however tall the rest. */
const LOWEST = 2;

/**
 * Stacked bars, one for each day, with what they mean below. Empty where there is nothing to show.
 *
 * @param title for those who listen to the page
 * @param days their names, such as `2026-11-20`
 */
export function dayPlot(title: string, days: readonly string[], series: readonly Series[]): string {
  const heights = days.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const most = Math.max(0, ...heights);
  if (most === 0) return '';
  const top = niceTop(most);
  const step = (WIDTH - LEFT) / days.length;
  const bars = days.map((day, at) =>
    bar(day, LEFT + at * step, Math.max(1, step - Math.min(4, step * 0.2)), top, series, at),
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${title}: at most ${most} on a day`)}">
${[0, 0.5, 1].map((share) => gridLine(share * top, share)).join('')}
${bars.join('')}
${dateLabels(days, step)}
</svg><p class="key">${series.map(keyOf).join('')}</p>`;
}

function bar(
  day: string,
  x: number,
  width: number,
  top: number,
  series: readonly Series[],
  at: number,
): string {
  let y = BOTTOM;
  const told = series.map(({ title, values }) => `${title} ${values[at] ?? 0}`).join(', ');
  const parts = series.map(({ colour, values }) => {
    const value = values[at] ?? 0;
    if (value === 0) return '';
    const height = Math.max(LOWEST, (value / top) * (BOTTOM - TOP));
    y -= height;
    return `<rect class="${colour}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"/>`;
  });
  return y === BOTTOM ? '' : `<g><title>${escapeHtml(`${day}: ${told}`)}</title>${parts.join('')}</g>`;
}

function gridLine(value: number, share: number): string {
  const y = BOTTOM - share * (BOTTOM - TOP);
  return `<line class="grid" x1="${LEFT}" y1="${y}" x2="${WIDTH}" y2="${y}"/><text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${value.toLocaleString('en-US')}</text>`;
}

function dateLabels(days: readonly string[], step: number): string {
  const every = Math.max(1, Math.ceil(days.length / LABELS));
  return days
    .map((day, at) =>
      at % every === 0 && LEFT + at * step + LABEL_WIDTH <= WIDTH
        ? `<text x="${(LEFT + at * step).toFixed(1)}" y="${BOTTOM + 24}">${escapeHtml(day)}</text>`
        : '',
    )
    .join('');
}

function keyOf({ title, colour }: Series): string {
  return `<span class="${colour}"></span>${escapeHtml(title)}`;
}

/** 1, 2, 4 or 10 times a power of ten: its half is a whole number, too. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const found = [1, 2, 4, 6, 8, 10].find((times) => times * power >= most) ?? 10;
  return Math.max(2, found * power);
}
