import { isArray, isObject, type JsonValue, parseJson } from '../../cloudtrail/json.ts';
import { TRAITS, type Trait } from '../../facts/novelty.ts';
import { NOTHING_USUAL, type SeenValue, type Usual } from './usual.ts';

/** What the memory knows everybody's habits by. */
export const EVERYBODY = 'usual/everybody';

export function usualKeyOf(owner: string): string {
  return `usual/of/${owner}`;
}

/** Values are sorted, so that what did not change is the same text. */
export function writeUsual({ sinceDay, traits }: Usual): string {
  const rows = TRAITS.flatMap((trait) => {
    const values = traits[trait];
    if (values === undefined) return [];
    const sorted = [...values].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return [[trait, sorted.map(([value, { lastDay, days }]) => [value, lastDay, days])] as const];
  });
  return JSON.stringify({ since: sinceDay, ...Object.fromEntries(rows) });
}

/** A text that is not ours counts as nothing learned. */
export function readUsual(text: string): Usual {
  const read = parseJson(text);
  if (!read.ok || !isObject(read.value)) return NOTHING_USUAL;
  const { since, ...kept } = read.value;
  const traits: Partial<Record<Trait, ReadonlyMap<string, SeenValue>>> = {};
  for (const trait of TRAITS) {
    const values = valuesIn(kept[trait]);
    if (values.size > 0) traits[trait] = values;
  }
  return { sinceDay: typeof since === 'number' ? since : null, traits };
}

function valuesIn(rows: JsonValue | undefined): ReadonlyMap<string, SeenValue> {
  if (rows === undefined || !isArray(rows)) return new Map();
  return new Map(
    rows
      .filter(isArray)
      .flatMap(([value, lastDay, days]) =>
        typeof value === 'string' && typeof lastDay === 'number' && typeof days === 'number'
          ? [[value, { lastDay, days }] as const]
          : [],
      ),
  );
}
