import type { Paint } from './paint.ts';
import { cut } from './text-layout.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly right?: boolean;
  /** Gives way when the table is too wide. */
  readonly flexible?: boolean;
  /** But not below this many characters: an IPv4 address is of no use without its end. */
  readonly least?: number;
}

const GAP = '  ';
const NARROWEST = 8;

/** A table as lines no wider than `width`: the title line, then one for each row. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: Paint,
): readonly string[] {
  const widths = fittingWidths(columns, rows, width);
  const lineOf = (cells: readonly string[]): string =>
    columns
      .map((column, at) => cell(cells[at] ?? '', widths[at] ?? 0, column))
      .join(GAP)
      .trimEnd();
  return [paint.dim(lineOf(columns.map(({ title }) => title))), ...rows.map(lineOf)];
}

function cell(text: string, width: number, { right = false }: Column): string {
  const shown = cut(text, width);
  return right ? shown.padStart(width) : shown.padEnd(width);
}

function fittingWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] {
  const widths = columns.map(({ title }, at) =>
    rows.reduce((most, row) => Math.max(most, [...(row[at] ?? '')].length), title.length),
  );
  let excess = widths.reduce((sum, each) => sum + each, 0) + GAP.length * (columns.length - 1) - width;
  const roomIn = (at: number): number => {
    const { flexible = false, least = NARROWEST } = columns[at] ?? { title: '' };
    return flexible ? (widths[at] ?? 0) - least : 0;
  };
  for (; excess > 0; excess--) {
    const places = widths.map((_, at) => at).filter((at) => roomIn(at) > 0);
    const [widest] = places.toSorted((left, right) => (widths[right] ?? 0) - (widths[left] ?? 0));
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
