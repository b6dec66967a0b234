import { escapeHtml } from './escape.ts';

export interface HtmlColumn {
  readonly title: string;
  /** `n`: a number; `t`: a time, never broken; `w`: any text, broken anywhere. */
  readonly kind: 'n' | 't' | 'w';
}

/** A cell: text of a record, which is escaped; or one of our own verdicts, set apart. */
export type HtmlCell = string | { readonly text: string; readonly mark: 'flag' | 'normal' };

/** A table that scrolls by itself where it is too wide. */
export function htmlTable(columns: readonly HtmlColumn[], rows: readonly (readonly HtmlCell[])[]): string {
  const head = columns.map(({ title, kind }) => `<th class="${kind}">${escapeHtml(title)}</th>`).join('');
  const lineOf = (row: readonly HtmlCell[]): string =>
    `<tr>${columns.map(({ kind }, at) => `<td class="${kind}">${cell(row[at] ?? '')}</td>`).join('')}</tr>`;
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.map(lineOf).join('\n')}\n</tbody></table></div>`;
}

function cell(content: HtmlCell): string {
  if (typeof content === 'string') return escapeHtml(content);
  return `<span class="${content.mark}">${escapeHtml(content.text)}</span>`;
}
