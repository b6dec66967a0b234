import { escapedCharacter } from './parse-escape.ts';
import { RegexRefusal } from './refusal.ts';
import { type CharacterSet, classOf, plainRanges, withBothCases } from './syntax.ts';

/** Reads a `[…]` from just after its bracket. */
export function readClass(
  text: string,
  start: number,
  ignoreCase: boolean,
): { readonly set: CharacterSet; readonly end: number } {
  const negated = text.charAt(start) === '^';
  const first = negated ? start + 1 : start;
  const ranges: (readonly [number, number])[] = [];
  let at = first;
  while (text.charAt(at) !== ']' || at === first) {
    if (at >= text.length) throw new RegexRefusal('a "[" that is never closed');
    if (text.startsWith('[:', at))
      throw new RegexRefusal('classes such as [:alpha:] are not part of the Sigma flavour');
    const member = readMember(text, at);
    at = member.end;
    if (member.set !== null) {
      ranges.push(...plainRanges(member.set));
    } else if (text.charAt(at) === '-' && !['', ']'].includes(text.charAt(at + 1))) {
      const last = readMember(text, at + 1);
      if (last.set !== null || last.code < member.code)
        throw new RegexRefusal('a range in "[…]" that runs backwards');
      ranges.push([member.code, last.code]);
      at = last.end;
    } else {
      ranges.push([member.code, member.code]);
    }
  }
  const set = { negated, ranges };
  return { set: ignoreCase ? withBothCases(set) : set, end: at + 1 };
}

interface Member {
  readonly set: CharacterSet | null;
  readonly code: number;
  readonly end: number;
}

function readMember(text: string, at: number): Member {
  if (text.charAt(at) !== '\\') return { set: null, code: text.charCodeAt(at), end: at + 1 };
  const letter = text.charAt(at + 1);
  const set = classOf(letter);
  if (set !== null) return { set, code: 0, end: at + 2 };
  if (letter === 'b') return { set: null, code: 8, end: at + 2 };
  return { set: null, ...escapedCharacter(text, at + 1) };
}
