import type { RegexProgram } from './program.ts';
import { type Assertion, contains, LINE_BREAK } from './syntax.ts';

/**
 * Longer text is matched by its beginning only. CloudTrail writes no field longer than 100 KB ("CloudTrail record
 * contents", AWS CloudTrail User Guide), so nothing that CloudTrail wrote is cut.
 */
export const LONGEST_TEXT = 131_072;

/**
 * True when the expression matches anywhere in the text. Follows all ways at once, so the time is at most the
 * program's length times the text's, whatever the expression.
 */
export function matchesRegex(program: RegexProgram, whole: string): boolean {
  const text = whole.length > LONGEST_TEXT ? whole.slice(0, LONGEST_TEXT) : whole;
  const seen = new Int32Array(program.instructions.length).fill(-1);
  let current: number[] = [];
  for (let at = 0; at <= text.length; at++) {
    if (follow(program, program.start, text, at, seen, current)) return true;
    const code = text.charCodeAt(at);
    const next: number[] = [];
    for (const place of current) {
      const step = program.instructions[place];
      if (step?.kind !== 'character' || at >= text.length || !contains(step.set, code)) continue;
      if (follow(program, step.next, text, at + 1, seen, next)) return true;
    }
    current = next;
  }
  return false;
}

/** Adds the character steps that can be reached at this place without reading on; true when the match is complete. */
function follow(
  program: RegexProgram,
  start: number,
  text: string,
  at: number,
  seen: Int32Array,
  reached: number[],
): boolean {
  const waiting = [start];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (seen[place] === at) continue;
    seen[place] = at;
    const step = program.instructions[place];
    if (step === undefined) continue;
    switch (step.kind) {
      case 'match':
        return true;
      case 'character':
        reached.push(place);
        break;
      case 'split':
        waiting.push(step.other, step.next);
        break;
      case 'assertion':
        if (holds(step.assertion, text, at)) waiting.push(step.next);
        break;
      default: {
        const unreachable: never = step;
        return unreachable;
      }
    }
  }
  return false;
}

function holds(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case 'text-start':
      return at === 0;
    case 'text-end':
      return at === text.length;
    case 'line-start':
      return at === 0 || contains(LINE_BREAK, text.charCodeAt(at - 1));
    case 'line-end':
      return at === text.length || contains(LINE_BREAK, text.charCodeAt(at));
    case 'word-boundary':
      return isWord(text, at - 1) !== isWord(text, at);
    case 'no-word-boundary':
      return isWord(text, at - 1) === isWord(text, at);
    default: {
      const unreachable: never = assertion;
      return unreachable;
    }
  }
}

function isWord(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at));
}
