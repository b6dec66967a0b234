import { habitOwnerOf, sightingOf } from '../../lambda/baseline/usual/sighting-of.ts';
import { EVERYBODY, usualKeyOf } from '../../lambda/baseline/usual/stored-usual.ts';
import {
  DAY_MS,
  KEPT_DAYS,
  learn,
  NOTHING_USUAL,
  type Sighting,
  type Usual,
} from '../../lambda/baseline/usual/usual.ts';
import type { ApiCall } from '../../lambda/cloudtrail/api-call.ts';
import type { NetworkLookup } from '../../lambda/facts/networks/address-network.ts';

/** Session names may make principals: of more than this nothing is learned. */
const MOST_PRINCIPALS = 20_000;
/** Learned from together. */
const AT_ONCE = 50_000;

/** What was learned of a trail, in bounded memory. */
export class Gathered {
  readonly #networks: NetworkLookup;
  readonly #today: number;
  readonly #usual = new Map<string, Usual>();
  #waiting = new Map<string, Sighting[]>();
  #left = AT_ONCE;
  learned = 0;
  /** Made longer ago than anything is kept. */
  tooOld = 0;
  /** Refused, or of nobody whose habits are learned, or without a time, or of the future, or of too many. */
  passedOver = 0;

  /** @param now milliseconds since 1970 */
  constructor(networks: NetworkLookup, now: number) {
    this.#networks = networks;
    this.#today = Math.floor(now / DAY_MS);
  }

  add(call: ApiCall): void {
    const owner = call.error === null ? habitOwnerOf(call) : null;
    const sighting = owner === null ? null : sightingOf(call, this.#networks);
    if (owner === null || sighting === null || sighting.day > this.#today) {
      this.passedOver += 1;
    } else if (sighting.day <= this.#today - KEPT_DAYS) {
      this.tooOld += 1;
    } else {
      this.#keep(usualKeyOf(owner), sighting);
    }
  }

  /** By what the memory knows each by, everybody included. */
  finish(): ReadonlyMap<string, Usual> {
    this.#learn();
    return this.#usual;
  }

  #keep(key: string, sighting: Sighting): void {
    const isKnown = this.#usual.has(key) || this.#waiting.has(key);
    if (!isKnown && this.#usual.size + this.#waiting.size >= MOST_PRINCIPALS) {
      this.passedOver += 1;
      return;
    }
    this.learned += 1;
    for (const each of [key, EVERYBODY]) {
      const waiting = this.#waiting.get(each);
      if (waiting === undefined) this.#waiting.set(each, [sighting]);
      else waiting.push(sighting);
    }
    this.#left -= 1;
    if (this.#left <= 0) this.#learn();
  }

  #learn(): void {
    for (const [key, sightings] of this.#waiting) {
      this.#usual.set(key, learn(this.#usual.get(key) ?? NOTHING_USUAL, sightings, this.#today));
    }
    this.#waiting = new Map();
    this.#left = AT_ONCE;
  }
}
