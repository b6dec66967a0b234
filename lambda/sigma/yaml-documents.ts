import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseAllDocuments,
} from 'yaml';
import type { JsonValue } from '../cloudtrail/json.ts';
import type { Path } from './problem.ts';
import { keyText, type PlainResult, toPlainData } from './yaml-plain.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One document of a YAML file as plain data, which still knows where everything stood. */
export interface YamlDocument {
  readonly body: JsonValue;
  /** Where the document begins. */
  readonly start: Position;
  /** Null when the document has nothing at this path. */
  locate(path: Path, options: { readonly offset: number; readonly onKey: boolean }): Position | null;
}

export interface YamlFault extends Position {
  readonly message: string;
}

/** Rule files are a few kilobytes; reading YAML takes about a millisecond for each. */
export const LONGEST_TEXT = 256 * 1024;

const MOST_DOCUMENTS = 1_000;

/** Reads all documents of a file. Text that is no YAML, or that unfolds to something huge, is a fault and never a throw. */
export function readYaml(text: string): {
  readonly documents: readonly YamlDocument[];
  readonly faults: readonly YamlFault[];
} {
  if (text.length > LONGEST_TEXT)
    return failed(`the file has more than ${LONGEST_TEXT / 1024} KiB; no rule needs that`);
  if (text.includes('\0')) return failed('the file holds NUL characters: it is no UTF-8 text');
  const lines = new LineCounter();
  const parsed = parseGuarded(text, lines);
  if (parsed === null) return failed('the YAML is nested too deep');
  if (parsed.length > MOST_DOCUMENTS) return failed(`the file has more than ${MOST_DOCUMENTS} documents`);
  const documents: YamlDocument[] = [];
  const faults: YamlFault[] = [];
  for (const document of parsed) {
    const [broken] = document.errors;
    if (broken !== undefined) {
      faults.push({ ...positionAt(lines, broken.pos[0]), message: `not YAML: ${wordsOf(broken.message)}` });
      continue;
    }
    const plain = toPlainData(document);
    if (plain.ok) documents.push(locatable(document, plain, text, lines));
    else faults.push({ ...positionAt(lines, plain.offset), message: plain.reason });
  }
  return { documents, faults };
}

function parseGuarded(text: string, lines: LineCounter): readonly Document.Parsed[] | null {
  try {
    // Equal keys are found by the reader of plain data: the parser compares every key with every other.
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: false,
    });
    return Array.isArray(documents) ? documents : [];
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

function failed(message: string) {
  return { documents: [], faults: [{ line: 1, column: 1, message }] };
}

function locatable(
  document: Document.Parsed,
  { value, targets }: Extract<PlainResult, { ok: true }>,
  text: string,
  lines: LineCounter,
): YamlDocument {
  return {
    body: value,
    start: positionAt(lines, document.contents?.range?.[0] ?? document.range[0]),
    locate(path, { offset, onKey }) {
      const found = nodeAt(document.contents, targets, path, onKey);
      const start = found?.range?.[0];
      if (found === null || start === undefined) return null;
      return positionAt(lines, start + offsetInText(found, start, offset, text));
    },
  };
}

function nodeAt(
  root: Node | null,
  targets: ReadonlyMap<Node, Node>,
  path: Path,
  onKey: boolean,
): Node | null {
  let node = root;
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) node = targets.get(node) ?? null;
    if (!isCollection(node)) return null;
    const pair: unknown = isMap(node) ? node.items.find((item) => keyText(item.key) === step) : null;
    const wantsKey = onKey && index === path.length - 1;
    if (isPair(pair)) node = asNode(wantsKey || pair.value === null ? pair.key : pair.value);
    else node = typeof step === 'number' ? asNode(node.items[step]) : null;
  }
  return node;
}

function asNode(value: unknown): Node | null {
  return isScalar(value) || isCollection(value) || isAlias(value) ? value : null;
}

/** An offset into a text means a place in the file only where the text is written as it is. */
function offsetInText(node: Node, start: number, offset: number, text: string): number {
  if (offset === 0 || !isScalar(node) || typeof node.value !== 'string') return 0;
  const quoted = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0;
  return text.startsWith(node.value, start + quoted) ? offset + quoted : 0;
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** The parser's own words, on one line; where it ran out of stack, what the file did to it. */
function wordsOf(message: string): string {
  if (message.includes('call stack')) return 'nested too deep';
  return message.split('\n')[0]?.slice(0, 200) ?? '';
}
