import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of a record as the content of an element or a quoted attribute: it can be nothing but text. */
export function escapeHtml(text: string): string {
  return onOneLine(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');
}
