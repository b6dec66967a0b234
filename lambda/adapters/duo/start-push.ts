import { stringify } from 'node:querystring';
import { textOf } from '../../cloudtrail/json.ts';
import type { Outcome } from '../../ports/outcome.ts';
import { delivered } from '../../ports/outcome.ts';
import type { PushRequest, PushStart } from '../../ports/second-factor.ts';
import { wellFormedTexts } from '../http/well-formed.ts';
import type { DuoCall } from './duo-api.ts';
import { duoFailure } from './duo-failure.ts';
import type { Preauth } from './preauth.ts';
import { readPreauth } from './preauth.ts';

/** Duo refuses more. Bytes, URL-encoded. (Duo, "Auth API", `pushinfo`.) */
export const PUSH_INFO_BYTES = 20_000;
/** The phone shows it before the word "request", where a login would say "Login". */
const PUSH_TYPE = 'AWS call';
/** Duo's code for bad parameters; its detail names the parameter. */
const INVALID_PARAMETERS = 40_002;

/** Finds the name under which Duo knows the person and sends the push. `ipaddr` is never sent: a trusted network would answer in the person's place. */
export async function startPush(
  call: DuoCall,
  request: PushRequest,
  names: readonly string[],
  deadline: AbortSignal,
): Promise<Outcome<PushStart>> {
  const info = stringify(wellFormedTexts(request.info));
  if (info.length >= PUSH_INFO_BYTES) {
    return {
      kind: 'permanent',
      reason: `push info of ${info.length} bytes; Duo takes less than ${PUSH_INFO_BYTES}`,
    };
  }
  for (const username of names) {
    const known = await preauth(call, username, deadline);
    if (known.kind !== 'delivered') return known;
    if (known.value.kind === 'push') return sendPush(call, username, info, deadline);
    if (known.value.kind === 'unusable') return delivered(known.value);
  }
  return delivered({ kind: 'unusable', reason: `Duo does not know ${names.join(' or ')}` });
}

async function preauth(call: DuoCall, username: string, deadline: AbortSignal): Promise<Outcome<Preauth>> {
  const answer = await call({ method: 'POST', path: '/auth/v2/preauth', params: { username } }, deadline);
  if (answer.kind === 'ok') return delivered(readPreauth(answer.response));
  const badName =
    answer.kind === 'refused' && answer.code === INVALID_PARAMETERS && answer.detail.includes('username');
  return badName ? delivered({ kind: 'unknown' }) : duoFailure('/auth/v2/preauth', answer);
}

async function sendPush(
  call: DuoCall,
  username: string,
  pushinfo: string,
  deadline: AbortSignal,
): Promise<Outcome<PushStart>> {
  const params = { username, factor: 'push', device: 'auto', async: '1', type: PUSH_TYPE, pushinfo };
  const answer = await call({ method: 'POST', path: '/auth/v2/auth', params }, deadline);
  if (answer.kind !== 'ok') return duoFailure('/auth/v2/auth', answer);
  const txid = textOf(answer.response['txid']);
  if (txid !== null) return delivered({ kind: 'sent', txid });
  const status = textOf(answer.response['status']) ?? 'none';
  return delivered({ kind: 'unusable', reason: `Duo sent no push and answered the status ${status}` });
}
