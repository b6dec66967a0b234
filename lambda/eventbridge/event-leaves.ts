import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';

/** Which element of which array a leaf lies in: array number → index. */
export type Membership = ReadonlyMap<number, number>;

/** A string, number, boolean or null of an event. */
export interface Leaf {
  readonly value: string | number | boolean | null;
  readonly membership: Membership;
}

/** Dotted path → the leaves there. Arrays vanish from the path; empty objects and arrays have no leaf. */
export type Leaves = ReadonlyMap<string, readonly Leaf[]>;

const NOWHERE: Membership = new Map();

/** Takes an event apart as the service does before it matches. Source: README of aws/event-ruler, "JSON Array Matching". */
export function leavesOf(event: JsonObject): Leaves {
  const leaves = new Map<string, Leaf[]>();
  let arrays = 0;

  const visit = (path: string, value: JsonValue | undefined, membership: Membership): void => {
    if (value === undefined) return;
    if (isArray(value)) {
      const array = arrays;
      arrays += 1;
      for (const [index, element] of value.entries()) {
        const isNested = typeof element === 'object' && element !== null;
        visit(path, element, isNested ? new Map([...membership, [array, index]]) : membership);
      }
    } else if (isObject(value)) {
      for (const [name, child] of Object.entries(value)) {
        visit(path === '' ? name : `${path}.${name}`, child, membership);
      }
    } else {
      const here = leaves.get(path);
      if (here === undefined) leaves.set(path, [{ value, membership }]);
      else here.push({ value, membership });
    }
  };

  visit('', event, NOWHERE);
  return leaves;
}

/** Both memberships together, or null when they lie in different elements of one array. */
export function together(a: Membership, b: Membership): Membership | null {
  if (b.size === 0) return a;
  for (const [array, index] of b) {
    const other = a.get(array);
    if (other !== undefined && other !== index) return null;
  }
  return new Map([...a, ...b]);
}
