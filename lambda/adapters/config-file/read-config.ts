import { readFileSync } from 'node:fs';
import type { ParsedConfig } from '../../config/parse-config.ts';
import { parseConfig } from '../../config/parse-config.ts';

/** Reads and parses a configuration file. A file that cannot be read is a problem like any other. */
export function readConfig(file: string): ParsedConfig {
  const text = readText(file);
  if (text.ok) return parseConfig(text.text, file);
  return { ok: false, problems: [{ file, path: '', line: 1, column: 1, message: text.reason }] };
}

type ReadText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

function readText(file: string): ReadText {
  try {
    return { ok: true, text: readFileSync(file, 'utf8') };
  } catch (cause) {
    return { ok: false, reason: `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}
