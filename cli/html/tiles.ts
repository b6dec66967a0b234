import { escapeHtml } from './escape.ts';

export interface Tile {
  readonly title: string;
  readonly value: string;
  readonly note: string;
}

/** The few figures that a reader should take away. */
export function tiles(list: readonly Tile[]): string {
  const each = list.map(
    ({ title, value, note }) =>
      `<div class="tile">${escapeHtml(title)}<b>${escapeHtml(value)}</b><small>${escapeHtml(note)}</small></div>`,
  );
  return `<div class="tiles">${each.join('')}</div>`;
}
