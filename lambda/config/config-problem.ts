/** Something in `countersign.yaml` that cannot be used. */
export interface ConfigProblem {
  readonly file: string;
  /** From the top of the file, such as `accounts[0].id`; empty for the file as a whole. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** One line: the value got and what is allowed. */
  readonly message: string;
}

/** One line, as compilers write it, so that editors and terminals make a link of it. */
export function renderConfigProblem(problem: ConfigProblem): string {
  const path = problem.path === '' ? '' : `${problem.path}: `;
  return `${problem.file}:${problem.line}:${problem.column}: ${path}${problem.message}`;
}

export type ConfigPath = readonly (string | number)[];

/** `['accounts', 0, 'id']` as `accounts[0].id`; keys that are not plain words in quotes. */
export function renderPath(path: ConfigPath): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return steps.join('').replace(/^\./, '');
}

/** A value as a message shows it: short, on one line, quotes around text. */
export function renderValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (value === null || value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}
