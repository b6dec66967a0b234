import type { Parsed } from '../../cloudtrail/json.ts';
import { readClass } from './parse-class.ts';
import { escapedCharacter } from './parse-escape.ts';
import { RegexRefusal } from './refusal.ts';
import { type Assertion, classOf, LINE_BREAK, type RegexFlags, type RegexNode } from './syntax.ts';

/** Deeper groups are no expression a person wrote. */
const MOST_DEPTH = 50;
/** The largest n of `{n}`. */
const MOST_REPEATS = 1_000;

/** Reads a pattern; a leading `(?i)`, `(?m)` or `(?s)` counts as the modifier of that name. */
export function parseRegex(text: string, given: RegexFlags): Parsed<RegexNode> {
  const inline = /^\(\?([ims]+)\)/.exec(text);
  const letters = inline?.[1] ?? '';
  const flags: RegexFlags = {
    ignoreCase: given.ignoreCase || letters.includes('i'),
    multiline: given.multiline || letters.includes('m'),
    dotAll: given.dotAll || letters.includes('s'),
  };
  const cursor = new RegexCursor(text.slice(inline?.[0].length ?? 0), flags);
  try {
    return { ok: true, value: cursor.whole() };
  } catch (cause) {
    if (cause instanceof RegexRefusal) return { ok: false, reason: cause.message };
    throw cause;
  }
}

/** A place in the pattern that moves on as parts are read. */
class RegexCursor {
  readonly #text: string;
  readonly #flags: RegexFlags;
  #at = 0;
  #depth = 0;

  constructor(text: string, flags: RegexFlags) {
    this.#text = text;
    this.#flags = flags;
  }

  whole(): RegexNode {
    const node = this.#choice();
    if (this.#at < this.#text.length) throw new RegexRefusal('a ")" that no "(" opens');
    return node;
  }

  #choice(): RegexNode {
    this.#depth += 1;
    if (this.#depth > MOST_DEPTH) throw new RegexRefusal(`groups nested more than ${MOST_DEPTH} deep`);
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    this.#depth -= 1;
    return { kind: 'choice', parts };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (this.#at < this.#text.length && !'|)'.includes(this.#peek())) parts.push(this.#repeated());
    return { kind: 'sequence', parts };
  }

  #repeated(): RegexNode {
    const part = this.#atom();
    const bounds = this.#quantifier();
    if (bounds === null) return part;
    if (part.kind === 'assertion') throw new RegexRefusal('a quantifier that has nothing to repeat');
    this.#take('?');
    if (this.#take('+')) throw new RegexRefusal('possessive quantifiers are not part of the Sigma flavour');
    if ('*+?'.includes(this.#peek()) && this.#peek() !== '')
      throw new RegexRefusal('two quantifiers in a row');
    return { kind: 'repeat', part, ...bounds };
  }

  #quantifier(): { readonly least: number; readonly most: number | null } | null {
    if (this.#take('*')) return { least: 0, most: null };
    if (this.#take('+')) return { least: 1, most: null };
    if (this.#take('?')) return { least: 0, most: 1 };
    const counted = /^\{(\d{1,6})(,(\d{0,6}))?\}/.exec(this.#text.slice(this.#at, this.#at + 20));
    if (counted === null) return null;
    this.#at += counted[0].length;
    const least = Number(counted[1]);
    const most = counted[2] === undefined ? least : counted[3] === '' ? null : Number(counted[3]);
    if (Math.max(least, most ?? 0) > MOST_REPEATS)
      throw new RegexRefusal(`more than ${MOST_REPEATS} repetitions`);
    if (most !== null && most < least) throw new RegexRefusal(`{${least},${most}} counts backwards`);
    return { least, most };
  }

  #atom(): RegexNode {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'set', set: this.#class() };
      case '.':
        return { kind: 'set', set: this.#flags.dotAll ? ANYTHING : { ...LINE_BREAK, negated: true } };
      case '^':
        return assertion(this.#flags.multiline ? 'line-start' : 'text-start');
      case '$':
        return assertion(this.#flags.multiline ? 'line-end' : 'text-end');
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new RegexRefusal(`a "${character}" that has nothing to repeat`);
      default:
        return this.#literal(character.charCodeAt(0));
    }
  }

  #group(): RegexNode {
    if (this.#take('?')) {
      const named = /^(:|P?<[A-Za-z_]\w{0,60}>)/.exec(this.#text.slice(this.#at, this.#at + 70));
      if (named === null)
        throw new RegexRefusal('look-around and other "(?" groups are not part of the Sigma flavour');
      this.#at += named[0].length;
    }
    const node = this.#choice();
    if (!this.#take(')')) throw new RegexRefusal('a "(" that is never closed');
    return node;
  }

  #class() {
    const { set, end } = readClass(this.#text, this.#at, this.#flags.ignoreCase);
    this.#at = end;
    return set;
  }

  #escape(): RegexNode {
    const letter = this.#peek();
    const named = ASSERTIONS[letter];
    const set = classOf(letter);
    if (named !== undefined || set !== null) this.#at += 1;
    if (named !== undefined) return assertion(named);
    if (set !== null) return { kind: 'set', set };
    const { code, end } = escapedCharacter(this.#text, this.#at);
    this.#at = end;
    return this.#literal(code);
  }

  #literal(code: number): RegexNode {
    const character = String.fromCharCode(code);
    const both = this.#flags.ignoreCase
      ? [character, character.toLowerCase(), character.toUpperCase()]
      : [character];
    const codes = new Set(both.filter((one) => one.length === 1).map((one) => one.charCodeAt(0)));
    return { kind: 'set', set: { negated: false, ranges: [...codes].map((one) => [one, one] as const) } };
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #next(): string {
    this.#at += 1;
    return this.#text.charAt(this.#at - 1);
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }
}

const ANYTHING = { negated: true, ranges: [] } as const;
const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  b: 'word-boundary',
  B: 'no-word-boundary',
  A: 'text-start',
  z: 'text-end',
  Z: 'text-end',
};

function assertion(which: Assertion): RegexNode {
  return { kind: 'assertion', assertion: which };
}
