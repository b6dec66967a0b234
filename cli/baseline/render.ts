import { EVERYBODY, usualKeyOf } from '../../lambda/baseline/usual/stored-usual.ts';
import { DAY_MS, isLearned, KEPT_DAYS, type Usual } from '../../lambda/baseline/usual/usual.ts';
import { cleanText } from '../../lambda/cases/words/clean-text.ts';
import { TRAITS } from '../../lambda/facts/novelty.ts';
import { counted } from '../rules/counted.ts';

/** What a trail taught. */
export interface Learned {
  readonly usual: ReadonlyMap<string, Usual>;
  readonly learned: number;
  readonly tooOld: number;
  readonly passedOver: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const PRINCIPALS_SHOWN = 20;
const VALUES_SHOWN = 6;
const NAME_LENGTH = 120;

export function renderJson({ usual, now, ...counts }: Learned): string {
  const { learned, tooOld, passedOver } = counts;
  const principals = [...usual].map(([key, one]) => ({
    principal: nameOf(key),
    since: dayOf(one.sinceDay),
    learned: isLearned(one, Math.floor(now / DAY_MS)),
    traits: Object.fromEntries(TRAITS.map((trait) => [trait, valuesOf(one, trait)])),
  }));
  return `${JSON.stringify({ calls: learned, tooOld, passedOver, principals })}\n`;
}

export function renderText({ usual, learned, tooOld, passedOver, now }: Learned): string {
  const today = Math.floor(now / DAY_MS);
  const shown = [...usual].filter(([key]) => key !== EVERYBODY);
  const ready = shown.filter(([, one]) => isLearned(one, today)).length;
  const older = tooOld === 0 ? '' : `, ${tooOld} older than ${KEPT_DAYS} days`;
  return [
    `${counted(learned, 'call')} learned from${older}, ${passedOver} passed over; ${counted(shown.length, 'principal')}, ${ready} of them learned`,
    ...shown.slice(0, PRINCIPALS_SHOWN).flatMap(([key, one]) => lines(nameOf(key), one)),
    ...(shown.length > PRINCIPALS_SHOWN
      ? [`… ${shown.length - PRINCIPALS_SHOWN} more (--json has all)`]
      : []),
    '',
  ].join('\n');
}

function lines(name: string, usual: Usual): readonly string[] {
  const traits = TRAITS.flatMap((trait) => {
    const values = valuesOf(usual, trait);
    if (values.length === 0) return [];
    const named = values.slice(0, VALUES_SHOWN).map(({ value }) => cleanText(value, NAME_LENGTH));
    const more = values.length > VALUES_SHOWN ? `, ${values.length - VALUES_SHOWN} more` : '';
    return [`  ${trait.padEnd(10)} ${named.join(', ')}${more}`];
  });
  return ['', `${cleanText(name, NAME_LENGTH)}  since ${dayOf(usual.sinceDay)}`, ...traits];
}

/** Those of most days first. */
function valuesOf({ traits }: Usual, trait: (typeof TRAITS)[number]) {
  return [...(traits[trait] ?? [])]
    .map(([value, { lastDay, days }]) => ({ value, days, lastSeen: dayOf(lastDay) }))
    .toSorted((one, other) => other.days - one.days);
}

/** `2026-03-01` */
function dayOf(day: number | null): string | null {
  return day === null ? null : new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function nameOf(key: string): string {
  return key === EVERYBODY ? 'everybody' : key.slice(usualKeyOf('').length);
}
