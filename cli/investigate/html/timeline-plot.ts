import type { Action } from '../../../lambda/investigate/action.ts';
import { isoTime } from '../../../lambda/investigate/seen.ts';

const WIDTH = 1000;
const HEIGHT = 200;
const LEFT = 44;
const BOTTOM = 170;
const TOP = 12;
const BARS = 96;
const KINDS = ['read', 'change', 'gone'] as const;
type Kind = (typeof KINDS)[number];
type Bar = Readonly<Record<Kind, number>>;

/** Calls over time as stacked bars: reads, changes, deletions. Empty where no call has a time. */
export function timelinePlot(actions: readonly Action[]): string {
  const timed = actions.filter(({ at }) => at !== null);
  const from = timed[0]?.at;
  const to = timed.at(-1)?.at;
  if (from == null || to == null) return '';
  const bars = countBars(timed, from, to);
  const most = Math.max(1, ...bars.map(heightOf));
  const step = (WIDTH - LEFT) / BARS;
  const drawn = bars.map((bar, index) => drawBar(bar, LEFT + index * step, step - 1, most)).join('');
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Calls over time, at most ${most} in a bar">
<line class="axis" x1="${LEFT}" y1="${BOTTOM}" x2="${WIDTH}" y2="${BOTTOM}"/><line class="axis" x1="${LEFT}" y1="${TOP}" x2="${WIDTH}" y2="${TOP}"/>
<text x="${LEFT - 6}" y="${TOP + 4}" text-anchor="end">${most}</text><text x="${LEFT - 6}" y="${BOTTOM}" text-anchor="end">0</text>
${drawn}
<text x="${LEFT}" y="${BOTTOM + 18}">${label(from)}</text><text x="${(LEFT + WIDTH) / 2}" y="${BOTTOM + 18}" text-anchor="middle">${label((from + to) / 2)}</text><text x="${WIDTH}" y="${BOTTOM + 18}" text-anchor="end">${label(to)}</text>
</svg>`;
}

function countBars(timed: readonly Action[], from: number, to: number): readonly Bar[] {
  const bars = Array.from({ length: BARS }, () => ({ read: 0, change: 0, gone: 0 }));
  const span = Math.max(1, to - from);
  for (const action of timed) {
    const place = Math.min(BARS - 1, Math.floor((((action.at ?? from) - from) / span) * BARS));
    const bar = bars[place];
    if (bar !== undefined) bar[kindOf(action)]++;
  }
  return bars;
}

function kindOf({ verb }: Action): Kind {
  if (verb === 'read') return 'read';
  return verb === 'deleted' ? 'gone' : 'change';
}

function heightOf({ read, change, gone }: Bar): number {
  return read + change + gone;
}

function drawBar(bar: Bar, x: number, width: number, most: number): string {
  let y = BOTTOM;
  return KINDS.map((kind) => {
    if (bar[kind] === 0) return '';
    // One call among thousands is still to be seen.
    const height = Math.max(1.5, (bar[kind] / most) * (BOTTOM - TOP));
    y -= height;
    return `<rect class="${kind}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"/>`;
  }).join('');
}

function label(at: number): string {
  return isoTime(Math.round(at)).slice(0, 16).replace('T', ' ');
}
