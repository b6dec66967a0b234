import type { ApiCall } from '../cloudtrail/api-call.ts';
import { canaryNonceOf } from '../cloudtrail/canary.ts';
import type { Canaries } from '../ports/canaries.ts';

/** Notes the canaries among these calls. The account is the topic's, which intake has made sure of. */
export async function noteCanaries(
  canaries: Canaries | undefined,
  calls: readonly ApiCall[],
  now: number,
): Promise<void> {
  if (canaries === undefined) return;
  for (const call of calls) {
    const nonce = canaryNonceOf(call);
    if (nonce !== null) await canaries.arrived({ account: call.account, region: call.region }, nonce, now);
  }
}
