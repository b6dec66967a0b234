import type { ApiCall } from '../cloudtrail/api-call.ts';
import {
  type Ancestry,
  ancestorsOf,
  type CredentialLink,
  LONGEST_CHAIN,
  linksIn,
  nextLinkOf,
} from '../people/descent.ts';
import type { CredentialLineage } from '../ports/credential-lineage.ts';

export interface Trace {
  readonly ancestry: Ancestry;
  /** Why less is known than could be; one sentence each. */
  readonly errors: readonly string[];
}

/** A link names at most another account's copy, which names the next one. */
const MOST_ROUNDS = LONGEST_CHAIN * 2;

/**
 * Learns from the calls of STS where credentials came from, and finds out where those of all calls did. A memory that
 * is away holds up no call: it is then judged by what its record says, which asks sooner, never later.
 */
export async function traceCredentials(
  lineage: CredentialLineage,
  calls: readonly ApiCall[],
): Promise<Trace> {
  const known = new Map<string, CredentialLink | null>();
  const errors: string[] = [];
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (cause) {
      errors.push(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  };
  await attempt('credentials were not learned', async () => {
    const learned = calls.flatMap(linksIn);
    for (const link of learned) known.set(link.id, link);
    if (learned.length > 0) await lineage.learn(learned);
  });
  await attempt('credentials were not traced', () => lookUp(lineage, calls, known));
  return { ancestry: (call) => ancestorsOf(call, known), errors };
}

async function lookUp(
  lineage: CredentialLineage,
  calls: readonly ApiCall[],
  known: Map<string, CredentialLink | null>,
): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const wanted = [...new Set(calls.flatMap((call) => nextLinkOf(call, known) ?? []))];
    if (wanted.length === 0) return;
    const found = await lineage.find(wanted);
    for (const id of wanted) known.set(id, found.get(id) ?? null);
  }
}
