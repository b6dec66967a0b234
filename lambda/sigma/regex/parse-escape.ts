import { RegexRefusal } from './refusal.ts';

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, a: 7, e: 27, '0': 0 };

/** The character that the escape at `at` (just after its backslash) stands for, and where it ends. */
export function escapedCharacter(text: string, at: number): { readonly code: number; readonly end: number } {
  const letter = text.charAt(at);
  if (letter === '') throw new RegexRefusal('a backslash at the end');
  const hex = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(text.slice(at, at + 5));
  if (hex !== null) return { code: Number.parseInt(hex[1] ?? hex[2] ?? '', 16), end: at + hex[0].length };
  const control = CONTROL[letter];
  if (control !== undefined) return { code: control, end: at + 1 };
  if (/[1-9]/.test(letter))
    throw new RegexRefusal(`back-references such as \\${letter} are not part of the Sigma flavour`);
  if (/[A-Za-z]/.test(letter))
    throw new RegexRefusal(`the escape \\${letter} is not part of the Sigma flavour`);
  return { code: letter.charCodeAt(0), end: at + 1 };
}
