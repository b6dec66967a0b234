import type { Parsed } from '../cloudtrail/json.ts';
import type { WildcardPiece } from './pattern.ts';

/**
 * Reads a `wildcard` pattern: `*` is any run of characters, `\*` and `\\` stand for themselves.
 * Source: README of aws/event-ruler, "Wildcard matching".
 */
export function parseWildcard(pattern: string): Parsed<readonly WildcardPiece[]> {
  const pieces: WildcardPiece[] = [];
  let text = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === '*') {
      if (next === '*') return { ok: false, reason: `consecutive wildcard characters at position ${at}` };
      if (text !== '') pieces.push({ text });
      pieces.push('any');
      text = '';
    } else if (character === '\\') {
      if (next !== '*' && next !== '\\') {
        return { ok: false, reason: `invalid escape character at position ${at}` };
      }
      text += next;
      at += 1;
    } else {
      text += character;
    }
  }
  if (text !== '') pieces.push({ text });
  return { ok: true, value: pieces };
}

/** Linear in the value's length times the number of pieces: no pattern can make it backtrack. */
export function matchesWildcard(pieces: readonly WildcardPiece[], value: string): boolean {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return value === '';
  if (pieces.length === 1) return first === 'any' || first.text === value;
  let at = 0;
  let end = value.length;
  if (first !== 'any') {
    if (!value.startsWith(first.text)) return false;
    at = first.text.length;
  }
  if (last !== 'any') {
    end -= last.text.length;
    if (end < at || !value.endsWith(last.text)) return false;
  }
  return holdsInOrder(pieces.slice(first === 'any' ? 0 : 1, last === 'any' ? undefined : -1), value, at, end);
}

function holdsInOrder(pieces: readonly WildcardPiece[], value: string, from: number, end: number): boolean {
  let at = from;
  for (const piece of pieces) {
    if (piece === 'any') continue;
    const found = value.indexOf(piece.text, at);
    if (found === -1 || found + piece.text.length > end) return false;
    at = found + piece.text.length;
  }
  return true;
}
