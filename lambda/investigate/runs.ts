import type { Action } from './action.ts';

/** Actions of one kind that follow each other, told as one line. */
export interface Run {
  readonly first: Action;
  readonly last: Action;
  readonly events: number;
  readonly failed: number;
  /** Things it was done to, each once. */
  readonly resources: readonly string[];
}

/** A pause this long begins a new run. 10 minutes. */
const PAUSE_MS = 600_000;

/** The timeline with what repeats told once. Reads collapse by service and place, all else by event and place. */
export function runsOf(actions: readonly Action[]): readonly Run[] {
  const runs: Action[][] = [];
  for (const action of actions) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && goesOn(last, action)) run.push(action);
    else runs.push([action]);
  }
  return runs.flatMap(runOf);
}

function runOf(actions: readonly Action[]): readonly Run[] {
  const [first] = actions;
  const last = actions.at(-1);
  if (first === undefined || last === undefined) return [];
  const failed = actions.filter(({ error }) => error !== null).length;
  const resources = [...new Set(actions.flatMap(({ resource }) => resource ?? []))];
  return [{ first, last, events: actions.length, failed, resources }];
}

function goesOn(last: Action, action: Action): boolean {
  const isSamePlace = last.address === action.address && last.region === action.region;
  const isSameDoing =
    last.verb === 'read'
      ? action.verb === 'read'
      : last.event === action.event && last.method === action.method;
  return isSamePlace && isSameDoing && (action.at ?? 0) - (last.at ?? 0) <= PAUSE_MS;
}
