import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Parsed } from '../../cloudtrail/json.ts';

export interface YamlFile {
  readonly path: string;
  /** Path below the folder without extension, with `/`: the id of the rule in it. */
  readonly name: string;
}

/** The `.yml` and `.yaml` files below a folder in the order of their names, or the one file named with its cases. */
export function listYamlFiles(folder: string): Parsed<readonly YamlFile[]> {
  try {
    const isFile = statSync(folder).isFile();
    const paths = isFile ? withItsCases(folder) : filesBelow(folder, []);
    const root = isFile ? join(folder, '..') : folder;
    const files = paths.filter(isYaml).map((path) => ({ path, name: nameOf(relative(root, path)) }));
    return { ok: true, value: files };
  } catch (cause) {
    return { ok: false, reason: reasonOf(cause) };
  }
}

/** What is wrong with a file or folder, in words, without its name. */
export function reasonOf(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return REASONS[code] ?? `cannot be read (${code === '' ? String(cause) : code})`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'not readable: permission denied',
  EPERM: 'not readable: permission denied',
  ELOOP: 'links that lead in a circle',
};

function withItsCases(file: string): readonly string[] {
  const cases = file.replace(/\.ya?ml$/i, '.cases$&');
  return cases !== file && existsSync(cases) ? [file, cases] : [file];
}

/** A link back to a folder above is not followed. */
function filesBelow(folder: string, above: readonly string[]): readonly string[] {
  const real = realpathSync(folder);
  if (above.includes(real)) return [];
  const names = readdirSync(folder).sort();
  return names.flatMap((name) => {
    if (name.startsWith('.') || name === 'node_modules') return [];
    const path = join(folder, name);
    return isFolder(path) ? filesBelow(path, [...above, real]) : [path];
  });
}

/** A link that leads nowhere counts as a file: reading it says what is wrong. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

function nameOf(path: string): string {
  return path
    .split(sep)
    .join('/')
    .replace(/\.ya?ml$/i, '');
}
