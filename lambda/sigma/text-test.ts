import type { DemandTest, Reach, TextTest } from './rule.ts';

/** Whether a text passes a test of a reach. */
export function testsText(test: TextTest, text: string): boolean {
  const value = test.cased === true ? test.value : test.value.toLowerCase();
  const lower = test.cased === true ? text : text.toLowerCase();
  switch (test.kind) {
    case 'equals':
      return lower === value;
    case 'prefix':
      return lower.startsWith(value);
    case 'suffix':
      return lower.endsWith(value);
    case 'contains':
      return lower.includes(value);
    case 'wildcard':
      return passesWildcard(value.split('*'), lower);
    default: {
      const unreachable: never = test.kind;
      return unreachable;
    }
  }
}

/** Whether a test of a demand holds for a text, or for none. */
export function testHolds(test: DemandTest, text: string | null): boolean {
  if (test.kind === 'absent') return text === null;
  if (text === null) return false;
  if (test.kind === 'present') return true;
  if (test.kind === 'other') return !test.than.some((one) => one.toLowerCase() === text.toLowerCase());
  return testsText(test, text);
}

/** Whether a call of this source and name lies in the reach. */
export function isWithin(reach: Reach, eventSource: string, eventName: string): boolean {
  return passesAny(reach.eventSource, eventSource) && passesAny(reach.eventName, eventName);
}

export function passesAny(tests: readonly TextTest[] | null, text: string): boolean {
  return tests === null || tests.some((test) => testsText(test, text));
}

/** The first part begins the text, the last ends it, the others follow each other between. */
function passesWildcard(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
