import type { DuoCredentials, DuoRefusal } from './duo-authorization.ts';
import { authorizationProblem } from './duo-authorization.ts';
import type { DuoDirectory } from './duo-directory.ts';
import { createDuoDirectory } from './duo-directory.ts';
import type { DuoReply } from './duo-endpoints.ts';
import { duoEndpoints } from './duo-endpoints.ts';
import { createNews } from './duo-news.ts';
import type { PushState, StoredPush } from './duo-store.ts';
import { createDuoStore } from './duo-store.ts';
import { createOutage } from './outage.ts';
import type { StandIn } from './stand-in-fetch.ts';

/** How long a status request is held while nothing happens: Duo's up to a minute, here short. Milliseconds, real time. */
const HOLD_MS = 2_000;

export interface DuoStandInOptions extends DuoCredentials {
  /** @default everybody has a phone, under their e-mail */
  readonly directory?: DuoDirectory;
  /** @default 2,000 */
  readonly holdMs?: number;
}

export interface DuoPush {
  readonly txid: string;
  /** The user name the push was sent to: usually the e-mail. */
  readonly person: string;
  readonly user: string;
  readonly info: Readonly<Record<string, string>>;
  /** The two-digit match code among the info, if there is one. */
  readonly code: string | null;
  readonly state: PushState;
}

export type PushResponse = 'approve' | 'deny' | 'fraud' | 'timeout';

export interface DuoStandIn extends StandIn {
  /** Oldest first. */
  state(): { readonly pushes: readonly DuoPush[] };
  /** The answer given on the phone; whoever waits for it hears at once. False when no such push waits. */
  respond(txid: string, response: PushResponse): boolean;
  /** Tells whoever waits of pushes that have timed out, after the clock was moved. */
  tick(): void;
}

const STATE_AFTER = { approve: 'approved', deny: 'denied', fraud: 'fraud', timeout: 'timeout' } as const;

export function createDuoStandIn(options: DuoStandInOptions): DuoStandIn {
  const { clock, host, directory = createDuoDirectory() } = options;
  const store = createDuoStore(clock);
  const outage = createOutage();
  const news = createNews(options.holdMs ?? HOLD_MS);
  const untilNews = (txid: string) => news.wait(txid, store.find(txid)?.state !== 'waiting');
  const endpoints = duoEndpoints({ clock, store, directory, news: untilNews });
  const reply = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const params = Object.fromEntries(
      request.method === 'GET' ? url.searchParams : new URLSearchParams(await request.text()),
    );
    const problem = authorizationProblem(options, request, params);
    if (problem !== null) return refusal(problem);
    const endpoint = endpoints.get(`${request.method} ${url.pathname}`);
    return endpoint === undefined
      ? refusal({ code: 40_401, message: 'Resource not found' })
      : envelope(await endpoint(params));
  };
  return {
    hosts: [host],
    answer: (request) => outage.serve(request, () => reply(request)),
    mode: outage.mode,
    setMode: outage.setMode,
    save: store.save,
    load: store.load,
    state: () => ({ pushes: store.pushes().map(pushOf) }),
    respond: (txid, response) => {
      const ended = store.end(txid, STATE_AFTER[response]);
      if (ended) news.announce(txid);
      return ended;
    },
    tick: () => {
      for (const push of store.pushes()) if (push.state === 'timeout') news.announce(push.txid);
    },
  };
}

function pushOf({ txid, username, info, state }: StoredPush): DuoPush {
  return { txid, person: username, user: username, info, code: codeIn(info), state };
}

function codeIn(info: Readonly<Record<string, string>>): string | null {
  const named = Object.entries(info).find(([name, text]) => /code/i.test(name) && /^\d{2}$/.test(text));
  return named?.[1] ?? null;
}

function envelope(reply: DuoReply): Response {
  return 'response' in reply ? Response.json({ stat: 'OK', response: reply.response }) : refusal(reply);
}

function refusal({ code, message, detail }: DuoRefusal): Response {
  const body = { stat: 'FAIL', code, message, ...(detail === undefined ? {} : { message_detail: detail }) };
  return Response.json(body, { status: Math.floor(code / 100) });
}
