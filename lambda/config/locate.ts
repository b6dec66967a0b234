import type { Document, LineCounter, Node } from 'yaml';
import { isMap, isNode, isScalar, isSeq } from 'yaml';
import type { ConfigPath } from './config-problem.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a path stands in the text; what is missing stands where its parent does. */
export function locate(document: Document, lines: LineCounter, path: ConfigPath): Position {
  const offset = offsetOf(document.contents, path);
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function offsetOf(node: Node | null, path: ConfigPath): number {
  const [step, ...rest] = path;
  const here = node?.range?.[0] ?? 0;
  if (step === undefined) return here;
  const child = childOf(node, step);
  return child === null ? here : rest.length === 0 ? child.at : offsetOf(child.node, rest) || child.at;
}

/** The value under a key or index, and where to point for it: the key, or the element. */
function childOf(node: Node | null, step: string | number): { node: Node | null; at: number } | null {
  if (isSeq(node) && typeof step === 'number') {
    const element = node.items[step];
    return isNode(element) ? { node: element, at: element.range?.[0] ?? 0 } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (pair === undefined || !isScalar(pair.key)) return null;
  return { node: isNode(pair.value) ? pair.value : null, at: pair.key.range?.[0] ?? 0 };
}
