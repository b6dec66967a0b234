import type { Parsed } from '../cloudtrail/json.ts';

/** The text of a rule file, which is UTF-8. Anything else is refused by name: a rule read wrongly watches nothing. */
export function decodeText(bytes: Uint8Array): Parsed<string> {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { ok: false, reason: 'the file is UTF-16; save it as UTF-8' };
  }
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, reason: 'the file is not UTF-8 text; save it as UTF-8' };
  }
}
