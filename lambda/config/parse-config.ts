import type { Document } from 'yaml';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Config } from './config.ts';
import type { ConfigPath, ConfigProblem } from './config-problem.ts';
import { renderPath, renderValue } from './config-problem.ts';
import { inconsistencies } from './consistency.ts';
import type { Position } from './locate.ts';
import { locate } from './locate.ts';
import { configDocument, configOf } from './schema.ts';
import { suggest } from './suggest.ts';

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Reads the text of `countersign.yaml`. Everything wrong with it is reported at once, in the order of the file; a
 * contradiction between values only when each value by itself is right.
 */
export function parseConfig(text: string, file: string): ParsedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => syntaxProblem(error, lines, file)) };
  }
  const plain = plainData(document);
  if (!plain.ok) {
    return { ok: false, problems: [{ file, path: '', line: 1, column: 1, message: plain.reason }] };
  }
  const findings = findProblems(plain.value);
  if (findings.ok) return { ok: true, config: findings.config };
  const problems = findings.problems.map(({ path, message }) => ({
    file,
    path: renderPath(path),
    ...locate(document, lines, path),
    message,
  }));
  return { ok: false, problems: problems.sort(byPosition) };
}

type PlainData =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** Fails on an alias without anchor, and on aliases nested to blow up. */
function plainData(document: Document): PlainData {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (cause) {
    return { ok: false, reason: `not YAML: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}

interface Finding {
  readonly path: ConfigPath;
  readonly message: string;
}

function findProblems(
  plain: unknown,
):
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly Finding[] } {
  const parsed = configDocument.safeParse(plain);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => findingsOf(issue, plain)) };
  }
  const problems = inconsistencies(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: configOf(parsed.data) };
}

function findingsOf(issue: z.core.$ZodIssue, plain: unknown): readonly Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, issue.message) }));
  }
  const nested = issue.code === 'invalid_union' ? closestBranch(issue.errors) : null;
  if (nested !== null) {
    return nested.flatMap((inner) => findingsOf({ ...inner, path: [...issue.path, ...inner.path] }, plain));
  }
  if (issue.code === 'invalid_key') {
    const allowed = issue.issues[0]?.message ?? issue.message;
    return [{ path, message: `got the key ${renderValue(path.at(-1))}, expected ${allowed}` }];
  }
  const { present, value } = valueAt(plain, path);
  const got = present ? `got ${renderValue(value)}` : 'missing';
  return [{ path, message: `${got}, expected ${issue.message}` }];
}

/** The branch of a union whose form the value had: the one that found fault only further down. */
function closestBranch(
  branches: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | null {
  return branches.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0)) ?? null;
}

function unknownKey(key: string, knownKeys: string): string {
  const close = suggest(key, knownKeys.split(', '));
  return close === null
    ? `unknown key, expected one of ${knownKeys}`
    : `unknown key; did you mean ${close}? (allowed: ${knownKeys})`;
}

function valueAt(plain: unknown, path: ConfigPath): { present: boolean; value: unknown } {
  let value = plain;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
      return { present: false, value: undefined };
    }
    value = Reflect.get(value, step);
  }
  return { present: true, value };
}

function syntaxProblem(
  error: { readonly message: string; readonly pos: readonly [number, number] },
  lines: LineCounter,
  file: string,
): ConfigProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  const message = error.message.split('\n')[0] ?? error.message;
  return {
    file,
    path: '',
    line: Math.max(line, 1),
    column: Math.max(col, 1),
    message: `not YAML: ${message}`,
  };
}

function byPosition(left: Position, right: Position): number {
  return left.line - right.line || left.column - right.column;
}
