import { type Novelty, TRAITS, type Trait } from '../../facts/novelty.ts';
import { isLearned, type Sighting, type Usual } from './usual.ts';

/** Days that something rare was seen on, at most. */
const RARE_DAYS = 1;

/**
 * In what a call is new for its principal, and rare in the organisation. Of a trait that nothing at all is known of
 * nothing is new: the table of addresses may have been missing; but the first role that somebody assumes is new.
 */
export function noveltyOf(sighting: Sighting, own: Usual, everybodys: Usual): Novelty {
  const fresh = TRAITS.filter((trait) => {
    const value = sighting.values[trait];
    if (value === undefined) return false;
    const known = own.traits[trait];
    return known === undefined ? trait === 'role' : !known.has(value);
  });
  const isKnown = isLearned(own, sighting.day);
  return {
    first: isKnown ? fresh : [],
    learning: isKnown ? [] : fresh,
    rare: isLearned(everybodys, sighting.day)
      ? TRAITS.filter((trait) => isRare(trait, sighting, everybodys))
      : [],
  };
}

function isRare(trait: Trait, { values }: Sighting, { traits }: Usual): boolean {
  const value = values[trait];
  const known = traits[trait];
  return value !== undefined && known !== undefined && (known.get(value)?.days ?? 0) <= RARE_DAYS;
}
