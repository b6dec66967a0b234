import { escapeHtml } from './escape.ts';

export interface BarRow {
  readonly name: string;
  readonly value: number;
  /** What stands behind it, in small letters. */
  readonly more?: string;
}

/** Names with a bar and a number each, most first as given. Empty without rows. */
export function barTable(rows: readonly BarRow[], colour: 's2' | 's3'): string {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const lines = rows.map(({ name, value, more = '' }) => {
    const small = more === '' ? '' : `<br><small class="dim">${escapeHtml(more)}</small>`;
    const width = Math.max(0.5, (value / most) * 100).toFixed(1);
    return `<tr><td class="w">${escapeHtml(name)}${small}</td><td class="n">${value.toLocaleString('en-US')}</td><td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${colour}" width="${width}" height="10"/></svg></td></tr>`;
  });
  return rows.length === 0
    ? ''
    : `<div class="scroll"><table class="bars"><tbody>\n${lines.join('\n')}\n</tbody></table></div>`;
}
