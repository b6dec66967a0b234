import type { JsonValue } from '../../lambda/cloudtrail/json.ts';
import { parseJson } from '../../lambda/cloudtrail/json.ts';
import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';
import { TEXT_KEPT } from './trail-item.ts';

/** A JSON value of a text, or a part of the text that is none. `line` is where it begins. */
export type Piece =
  | { readonly kind: 'value'; readonly line: number; readonly value: JsonValue }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string; readonly text: string };

export function brokenPiece(line: number, reason: string, text: string): Piece {
  return { kind: 'broken', line, reason: onOneLine(reason), text: text.slice(0, TEXT_KEPT) };
}

/**
 * The pieces of a text that should be one JSON value. Where it is none, each of its lines is tried by itself, so that a
 * line that was cut off does not take its neighbours along; lines in a row that are none are one broken piece.
 */
export function readPieces(text: string, line: number): readonly Piece[] {
  const whole = parseJson(text);
  if (whole.ok) {
    return [{ kind: 'value', line, value: whole.value }];
  }
  const lines = text.split('\n');
  if (lines.length === 1) {
    return [brokenPiece(line, whole.reason, text)];
  }
  const pieces: Piece[] = [];
  let broken: string[] = [];
  const closeBroken = (next: number) => {
    const run = broken.join('\n');
    if (run.trim() !== '') {
      pieces.push(brokenPiece(next - broken.length, reasonOf(run), run));
    }
    broken = [];
  };
  for (const [index, content] of lines.entries()) {
    const value = objectOnLine(content);
    if (value === null) {
      broken.push(content);
    } else {
      closeBroken(line + index);
      pieces.push({ kind: 'value', line: line + index, value });
    }
  }
  closeBroken(line + lines.length);
  return pieces;
}

function objectOnLine(content: string): JsonValue | null {
  const text = content.trim().replace(/,$/, '');
  const parsed = text.startsWith('{') ? parseJson(text) : null;
  return parsed?.ok === true ? parsed.value : null;
}

function reasonOf(text: string): string {
  const parsed = parseJson(text);
  return parsed.ok ? 'not a JSON object' : parsed.reason;
}
