import { addressBytes, isWithin } from './address-range.ts';
import type { Leaf } from './event-leaves.ts';
import { isComparable, isInRange } from './numbers.ts';
import type { ValueTest } from './pattern.ts';
import { matchesWildcard } from './wildcard.ts';

/** Whether a leaf passes a test. `absent` is about the event, not a leaf: no leaf passes it. */
export function passes(test: ValueTest, value: Leaf['value']): boolean {
  switch (test.kind) {
    case 'text':
    case 'literal':
    case 'number':
      return value === test.value;
    case 'range':
      return typeof value === 'number' && isInRange(test.range, value);
    case 'address':
      return typeof value === 'string' && isAddressWithin(test.range, value);
    case 'prefix':
      return typeof value === 'string' && cased(value, test.ignoringCase).startsWith(test.value);
    case 'suffix':
      return typeof value === 'string' && cased(value, test.ignoringCase).endsWith(test.value);
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === test.value;
    case 'wildcard':
      return typeof value === 'string' && matchesWildcard(test.pieces, value);
    case 'exists':
      return true;
    case 'absent':
      return false;
    case 'not-texts':
      return typeof value !== 'string' || !test.values.includes(value);
    case 'not-numbers':
      return typeof value !== 'number' || !isComparable(value) || !test.values.includes(value);
    case 'none-of':
      return !test.tests.some((excluded) => passes(excluded, value));
    default: {
      const unreachable: never = test;
      return unreachable;
    }
  }
}

function isAddressWithin(range: Extract<ValueTest, { kind: 'address' }>['range'], value: string): boolean {
  const address = addressBytes(value);
  return address !== null && isWithin(range, address);
}

function cased(value: string, ignoringCase: boolean): string {
  return ignoringCase ? value.toLowerCase() : value;
}
