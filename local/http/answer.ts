/** An answer of the local run's HTTP interface. */
export type Answer =
  | { readonly status: number; readonly json: unknown }
  | { readonly status: number; readonly file: Buffer; readonly type: string };

export function ok(json: unknown): Answer {
  return { status: 200, json };
}

/** One clear line: what, where, what was expected. */
export function refused(status: number, error: string): Answer {
  return { status, json: { error } };
}
