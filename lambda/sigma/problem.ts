/** Something a rule file's author should know. An error keeps the rule from being used, a warning does not. */
export interface RuleProblem {
  readonly file: string;
  /** From 1; 0 where the text is no longer at hand (rules compiled from JSON). */
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Keys and list indexes from a document's root to the place meant. */
export type Path = readonly (string | number)[];

/** A problem before it has a file and a line. */
export interface Fault {
  readonly path: Path;
  /** Characters into the value (or the key) found at the path. */
  readonly offset?: number;
  /** The key at the end of the path is meant, not its value. */
  readonly onKey?: boolean;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export type Report = (fault: Fault) => void;

/** `file:line:column: severity: message`, the form editors turn into a link. */
export function formatProblem(problem: RuleProblem): string {
  const place = problem.line > 0 ? `:${problem.line}:${problem.column}` : '';
  return `${problem.file}${place}: ${problem.severity}: ${problem.message}`;
}

/** A fault found when the text is no longer at hand: its place is known where the document kept it. */
export function unplacedProblem(
  { file, places }: { readonly file: string; readonly places?: Readonly<Record<string, Place>> },
  { path, severity, message }: Pick<Fault, 'path' | 'severity' | 'message'>,
): RuleProblem {
  const { line, column } = places?.[path.join('/')] ?? UNKNOWN_PLACE;
  return { file, line, column, severity, message };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const UNKNOWN_PLACE: Place = { line: 0, column: 0 };
