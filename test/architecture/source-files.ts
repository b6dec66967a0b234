import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const REPOSITORY = resolve(__dirname, '../..');

const IMPORTED =
  /(?:^|[\s;}])(?:import|export)\s(type\s)?(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;

export interface SourceFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A package as written; a file as its path from the repository's root. */
  readonly target: string;
  /** Nothing of it is there when the code runs. */
  readonly typeOnly: boolean;
}

/** The TypeScript files below folders of the repository; a folder that does not exist has none. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) => filesBelow(join(REPOSITORY, folder)).map(readSource));
}

function filesBelow(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const code = text.replaceAll(COMMENT, '');
  return { path: relative(REPOSITORY, path), text, code, imports: importsOf(path, code) };
}

/** What a file's code imports, by whatever form of import. */
export function importsOf(path: string, code: string): readonly Import[] {
  return [...code.matchAll(IMPORTED)].map((match) => {
    const target = match[2] ?? match[3] ?? '';
    const isFile = target.startsWith('.');
    return {
      target: isFile ? relative(REPOSITORY, resolve(path, '..', target)) : target,
      typeOnly: match[1] !== undefined,
    };
  });
}
