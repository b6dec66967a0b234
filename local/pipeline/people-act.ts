import { setTimeout as sleep } from 'node:timers/promises';
import { parseButtonValue } from '../../lambda/cases/button-value.ts';
import type { Case } from '../../lambda/cases/case.ts';
import { objectOf, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import type { PushResponse } from '../stand-ins/duo.ts';
import type { Pipeline } from './pipeline.ts';

export type ActionName = 'yes' | 'no' | 'wrong-person' | 'not-me';

/** How an action of a person ended. `status`: what our endpoint answered to Slack. */
export type Acted =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly reason: string };

/** Longest wait for what an action sets off; with a vendor down it may take longer and goes on without us. */
const SETTLE_MS = 8_000;
const LOOK_MS = 15;

/** A click in Slack: signed as Slack would and sent to our endpoint. Returns when what it set off has happened. */
export async function click(
  pipeline: Pipeline,
  messageId: string,
  action: ActionName,
  user: string,
): Promise<Acted> {
  const request = pipeline.vendors.slack.click(messageId, action, user);
  if (request === null) return { ok: false, reason: `no message ${messageId} with a button ${action}` };
  const caseId = caseIn(request.rawBody);
  const isMine = (body: string) => caseId !== null && body.includes(caseId) && body.includes(`"${user}"`);
  const taken = pipeline.worker.taken(isMine, SETTLE_MS);
  const body = request.rawBody.toString();
  const response = await pipeline.slack({ headers: { ...request.headers }, body, isBase64Encoded: false });
  const status = response.statusCode ?? 200;
  const work = status === 200 && caseId !== null ? await taken : null;
  if (work !== null && caseId !== null) await Promise.race([work.finished, untilAtRest(pipeline, caseId)]);
  return { ok: true, status };
}

/** Somebody opens the app's home in Slack. Returns when it is shown. */
export async function look(pipeline: Pipeline, user: string): Promise<Acted> {
  const { headers, rawBody } = pipeline.vendors.slack.look(user);
  const taken = pipeline.worker.taken(
    (body) => body.includes('"home"') && body.includes(`"${user}"`),
    SETTLE_MS,
  );
  const { statusCode = 200 } = await pipeline.slack({ headers, body: rawBody, isBase64Encoded: false });
  if (statusCode === 200) await (await taken)?.finished;
  return { ok: true, status: statusCode };
}

/** Somebody resolves an incident in PagerDuty, whose webhook tells us. Returns when it has ended here. */
export async function resolveIncident(pipeline: Pipeline, dedupKey: string, by: string): Promise<Acted> {
  const delivery = pipeline.vendors.pagerduty.resolve(dedupKey, by);
  if (delivery === null) return { ok: false, reason: `no incident ${dedupKey} is open` };
  pipeline.vendors.keep();
  const taken = pipeline.worker.taken((body) => body.includes('"resolved"'), SETTLE_MS);
  const { headers, rawBody } = delivery;
  const { statusCode = 200 } = await pipeline.pagerDuty({ headers, body: rawBody, isBase64Encoded: false });
  if (statusCode === 200) await (await taken)?.finished;
  return { ok: true, status: statusCode };
}

/** An answer on the phone. Returns when what it set off has happened. */
export async function respond(pipeline: Pipeline, txid: string, response: PushResponse): Promise<Acted> {
  if (!pipeline.vendors.duo.respond(txid, response))
    return { ok: false, reason: `no push ${txid} is waiting` };
  pipeline.vendors.keep();
  const until = performance.now() + SETTLE_MS;
  while (performance.now() < until) {
    const waiting = await caseOfPush(pipeline, txid);
    if (waiting === null) break;
    await sleep(LOOK_MS);
  }
  return { ok: true, status: 200 };
}

/** Waits until nothing is left to do in the case but to wait: for the phone, or for a vendor that is down. */
async function untilAtRest(pipeline: Pipeline, caseId: string): Promise<void> {
  const until = performance.now() + SETTLE_MS;
  while (performance.now() < until) {
    const item = await pipeline.cases.get(caseId);
    if (item !== null && rests(item, pipeline.clock.now())) return;
    await sleep(LOOK_MS);
  }
}

function rests({ outbox }: Case, now: number): boolean {
  const left = outbox.filter(({ effect }) => effect.kind !== 'record');
  const waits = left.every(({ effect, claimedUntil, notBefore }) =>
    effect.kind === 'watch-push' ? claimedUntil !== null : notBefore > now,
  );
  return left.length > 0 && waits;
}

/** The case that still waits for this push, or that has not yet done what its end asks for. */
async function caseOfPush(pipeline: Pipeline, txid: string): Promise<Case | null> {
  for await (const item of pipeline.cases.list()) {
    if (item.kind !== 'question' || item.push?.txid !== txid) continue;
    const busy = item.outbox.some(
      ({ effect, notBefore }) => effect.kind !== 'watch-push' && notBefore <= pipeline.clock.now(),
    );
    if (item.state === 'confirming' || busy) return item;
  }
  return null;
}

function caseIn(rawBody: string | Buffer): string | null {
  const payload = parseJson(new URLSearchParams(rawBody.toString()).get('payload') ?? '');
  if (!payload.ok) return null;
  const actions = objectOf(payload.value)['actions'];
  const value = Array.isArray(actions) ? textOf(objectOf(actions[0])['value']) : null;
  return value === null ? null : (parseButtonValue(value)?.caseId ?? null);
}
