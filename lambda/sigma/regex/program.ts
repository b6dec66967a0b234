import type { Parsed } from '../../cloudtrail/json.ts';
import { isAmbiguous } from './ambiguity.ts';
import { parseRegex } from './parse-regex.ts';
import type { Assertion, CharacterSet, RegexFlags, RegexNode } from './syntax.ts';

/** One step of a compiled expression; `next` and `other` are places in the program. */
export type Instruction =
  | { readonly kind: 'character'; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'split'; readonly next: number; readonly other: number }
  | { readonly kind: 'match' };

export interface RegexProgram {
  readonly instructions: readonly Instruction[];
  readonly start: number;
}

/** Keeps a match within pattern length times text length steps, and both bounded. */
const MOST_INSTRUCTIONS = 2_000;

/**
 * Compiles a rule's expression for a matcher that reads every character once. Refused with the reason: what the Sigma
 * flavour lacks, and nested quantifiers that make backtracking engines, so every other Sigma tool, hang.
 */
export function compileRegex(text: string, flags: RegexFlags): Parsed<RegexProgram> {
  const parsed = parseRegex(text, flags);
  if (!parsed.ok) return parsed;
  if (sizeOf(parsed.value) > MOST_INSTRUCTIONS) {
    return {
      ok: false,
      reason: `it is longer than ${MOST_INSTRUCTIONS} steps when its repetitions are written out`,
    };
  }
  const instructions: Instruction[] = [{ kind: 'match' }];
  const program = { instructions, start: emit(parsed.value, 0, instructions) };
  if (hasNestedRepeat(parsed.value, false) && isAmbiguous(program)) {
    return {
      ok: false,
      reason:
        'a repetition inside a repetition can match the same text in many ways, which hangs other engines',
    };
  }
  return { ok: true, value: program };
}

/** Appends the node's steps, which go on to `next`, and returns where they begin. */
function emit(node: RegexNode, next: number, out: Instruction[]): number {
  switch (node.kind) {
    case 'set':
      return out.push({ kind: 'character', set: node.set, next }) - 1;
    case 'assertion':
      return out.push({ kind: 'assertion', assertion: node.assertion, next }) - 1;
    case 'sequence':
      return node.parts.reduceRight((after, part) => emit(part, after, out), next);
    case 'choice':
      return node.parts
        .map((part) => emit(part, next, out))
        .reduceRight((other, start) => out.push({ kind: 'split', next: start, other }) - 1);
    case 'repeat':
      return emitRepeat(node, next, out);
    default: {
      const unreachable: never = node;
      return unreachable;
    }
  }
}

function emitRepeat(node: RegexNode & { kind: 'repeat' }, next: number, out: Instruction[]): number {
  let start = next;
  if (node.most === null) {
    start = out.push({ kind: 'split', next, other: next }) - 1;
    out[start] = { kind: 'split', next: emit(node.part, start, out), other: next };
  } else {
    for (let count = node.least; count < node.most; count++) {
      start = out.push({ kind: 'split', next: emit(node.part, start, out), other: next }) - 1;
    }
  }
  for (let count = 0; count < node.least; count++) start = emit(node.part, start, out);
  return start;
}

function sizeOf(node: RegexNode): number {
  switch (node.kind) {
    case 'set':
    case 'assertion':
      return 1;
    case 'sequence':
    case 'choice':
      return node.parts.reduce((size, part) => size + sizeOf(part) + 1, 0);
    case 'repeat':
      return (sizeOf(node.part) + 1) * Math.max(1, node.most ?? node.least + 1);
    default: {
      const unreachable: never = node;
      return unreachable;
    }
  }
}

/** Only a repetition or a choice inside an unbounded repetition can be ambiguous. */
function hasNestedRepeat(node: RegexNode, inside: boolean): boolean {
  switch (node.kind) {
    case 'set':
    case 'assertion':
      return false;
    case 'sequence':
      return node.parts.some((part) => hasNestedRepeat(part, inside));
    case 'choice':
      return (inside && node.parts.length > 1) || node.parts.some((part) => hasNestedRepeat(part, inside));
    case 'repeat':
      return inside || hasNestedRepeat(node.part, node.most === null);
    default: {
      const unreachable: never = node;
      return unreachable;
    }
  }
}
