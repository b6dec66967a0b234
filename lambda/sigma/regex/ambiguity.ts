import type { RegexProgram } from './program.ts';
import { strongComponents } from './strong-components.ts';
import { type CharacterSet, plainRanges } from './syntax.ts';

/** Pairs of steps looked at before an expression counts as ambiguous: it is too tangled to be proved harmless. */
const MOST_PAIRS = 20_000;

/**
 * True when some step can come back to itself over one text in two ways: the property that makes a backtracking
 * engine take time exponential in the length of the text. Two copies of the expression walk over one text; they
 * part and meet again in a loop exactly when it holds.
 */
export function isAmbiguous(program: RegexProgram): boolean {
  const followers = followersOf(program);
  const sets = program.instructions.map((step) => (step.kind === 'character' ? plainRanges(step.set) : []));
  const size = program.instructions.length;
  const successors = (pair: number): readonly number[] => {
    const left = followers.get(Math.floor(pair / size)) ?? [];
    const right = followers.get(pair % size) ?? [];
    return left.flatMap((a) => right.filter((b) => overlap(sets[a], sets[b])).map((b) => a * size + b));
  };
  const together = [...followers.keys()].map((step) => step * size + step);
  const components = strongComponents(together, successors, MOST_PAIRS);
  if (components === null) return true;
  return components.some((pairs) => {
    const meeting = pairs
      .filter((pair) => Math.floor(pair / size) === pair % size)
      .map((pair) => pair % size);
    return meeting.length > 0 && (meeting.length < pairs.length || returnsTwice(meeting, followers));
  });
}

/** Two ways that pass no character, from one step of a loop to another, as in `(a*)*`. */
function returnsTwice(loop: readonly number[], followers: ReadonlyMap<number, readonly number[]>): boolean {
  const members = new Set(loop);
  return loop.some((step) => {
    const inside = (followers.get(step) ?? []).filter((next) => members.has(next));
    return new Set(inside).size < inside.length;
  });
}

/** Character step → those that may follow it; one that can be reached in two ways stands there twice. */
function followersOf(program: RegexProgram): ReadonlyMap<number, readonly number[]> {
  const followers = new Map<number, readonly number[]>();
  for (const [place, step] of program.instructions.entries()) {
    if (step.kind === 'character') followers.set(place, charactersAfter(program, step.next));
  }
  return followers;
}

function charactersAfter(program: RegexProgram, start: number): readonly number[] {
  const found: number[] = [];
  const visits = new Map<number, number>();
  const waiting = [start];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const seen = visits.get(place) ?? 0;
    if (seen === 2) continue;
    visits.set(place, seen + 1);
    const step = program.instructions[place];
    if (step?.kind === 'character') found.push(place);
    if (step?.kind === 'split') waiting.push(step.other);
    if (step?.kind === 'split' || step?.kind === 'assertion') waiting.push(step.next);
  }
  return found;
}

type Ranges = CharacterSet['ranges'];

function overlap(left: Ranges = [], right: Ranges = []): boolean {
  return left.some(([first, last]) => right.some(([start, end]) => first <= end && start <= last));
}
