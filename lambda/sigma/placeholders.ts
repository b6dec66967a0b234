import type { Parsed } from '../cloudtrail/json.ts';
import { didYouMean } from './suggest.ts';

/** The values of `%name%` in this deployment, for the modifier `expand`. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

/** More texts than this from one value are a mistake. */
const MOST_TEXTS = 1_000;

/** Every text that the value stands for; `\%` is a plain percent sign. A placeholder without values is refused. */
export function expandPlaceholders(text: string, placeholders: Placeholders): Parsed<readonly string[]> {
  let texts: readonly string[] = [''];
  for (const [part] of text.matchAll(/\\%|%[^%\s\\]+%|[^%\\]+|[%\\]/g)) {
    const name = /^%(.+)%$/.exec(part)?.[1];
    const values = name === undefined ? [part === '\\%' ? '%' : part] : valuesOf(name, placeholders);
    if (values === null) {
      return {
        ok: false,
        reason: `the placeholder %${name}% has no values here${didYouMean(name ?? '', Object.keys(placeholders))}`,
      };
    }
    texts = texts.flatMap((start) => values.map((value) => start + value));
    if (texts.length > MOST_TEXTS)
      return { ok: false, reason: `its placeholders stand for more than ${MOST_TEXTS} texts` };
  }
  return { ok: true, value: texts };
}

function valuesOf(name: string, placeholders: Placeholders): readonly string[] | null {
  return Object.hasOwn(placeholders, name) ? (placeholders[name] ?? null) : null;
}
