import type { Paint } from './paint.ts';
import { cut } from './text-layout.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly right?: boolean;
  /** Gives way when the table is too wide. */
  readonly flexible?: boolean;
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
  while (excess > 0) {
    const widest = columns.reduce(
      (best, { flexible = false }, at) => (flexible && (widths[at] ?? 0) > (widths[best] ?? 0) ? at : best),
      columns.findIndex(({ flexible }) => flexible),
    );
    const current = widths[widest];
    if (current === undefined || current <= NARROWEST) break;
    widths[widest] = current - 1;
    excess--;
  }
  return widths;
}
