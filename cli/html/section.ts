import { escapeHtml } from './escape.ts';

/** A part of the page under its heading; nothing where it has no content. */
export function section(title: string, content: string): string {
  return content === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>\n${content}\n</section>`;
}
