import type { Question } from '../cases/case.ts';
import { countPush, PUSH_ALLOWANCE, readPushes, writePushes } from '../cases/push-allowance.ts';
import type { EffectPorts } from './effect-ports.ts';

/** Others of the same person that are counted at the same moment. */
const TRIES = 8;

/**
 * Whether the person may be sent the push that the question wants next; it counts from then on. `unknown` when the
 * memory is away or busy: then none is sent either.
 */
export async function allowPush(
  { memory, clock }: Pick<EffectPorts, 'memory' | 'clock'>,
  { id, person, push }: Question,
): Promise<'yes' | 'no' | 'unknown'> {
  const key = `pushes/${person.email}`;
  const name = `${id}/${(push?.attempt ?? 0) + 1}`;
  try {
    for (let tried = 0; tried < TRIES; tried++) {
      const known = (await memory.recall([key])).get(key);
      const at = clock.now();
      const counted = countPush(known === undefined ? [] : readPushes(known.text), { push: name, at });
      if (counted === null) return 'no';
      const change = {
        key,
        text: writePushes(counted),
        replaces: known?.version ?? null,
        expiresAt: at + PUSH_ALLOWANCE.withinMs,
      };
      if (!(await memory.remember([change])).has(key)) return 'yes';
    }
    return 'unknown';
  } catch {
    return 'unknown';
  }
}
