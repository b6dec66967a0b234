import type { ApiCall } from '../../cloudtrail/api-call.ts';
import { onOneLine } from '../../cloudtrail/plain-text.ts';

const LONGEST = 110;

/** A call in one short line: its name, who made it and from where. Its time stands beside it. */
export function wordsOf({ eventName, principal, source }: ApiCall): string {
  return onOneLine(
    `${eventName.slice(0, 40)} by ${principal.label.slice(0, 40)} from ${source.address}`,
  ).slice(0, LONGEST);
}
