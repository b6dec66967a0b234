import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { Clock } from '../../lambda/ports/clock.ts';
import type { DuoRefusal } from './duo-authorization.ts';
import type { DuoAccount, DuoDirectory } from './duo-directory.ts';
import type { DuoStore, PushState } from './duo-store.ts';

/** Bytes, URL-encoded; Duo takes less. */
const PUSH_INFO_BYTES = 20_000;

export type DuoReply = { readonly response: JsonObject } | DuoRefusal;
type Params = Readonly<Record<string, string>>;
type Endpoint = (params: Params) => DuoReply | Promise<DuoReply>;

export interface EndpointContext {
  readonly clock: Clock;
  readonly store: DuoStore;
  readonly directory: DuoDirectory;
  /** Resolves when the push has ended, or after the time a request is held. */
  readonly news: (txid: string) => Promise<void>;
}

/** The Auth API's endpoints that we use, by method and path. */
export function duoEndpoints({
  clock,
  store,
  directory,
  news,
}: EndpointContext): ReadonlyMap<string, Endpoint> {
  const time = () => ({ response: { time: Math.floor(clock.now() / 1_000) } });
  return new Map<string, Endpoint>([
    ['GET /auth/v2/ping', time],
    ['GET /auth/v2/check', time],
    ['POST /auth/v2/preauth', (params) => preauth(directory, params)],
    ['POST /auth/v2/auth', (params) => auth(store, directory, params)],
    ['GET /auth/v2/auth_status', (params) => authStatus(store, news, params)],
  ]);
}

function preauth(directory: DuoDirectory, { username }: Params): DuoReply {
  return username === undefined || username === ''
    ? invalid('username')
    : { response: preauthResponse(directory.lookup(username)) };
}

function preauthResponse(account: DuoAccount | null): JsonObject {
  const phone = { device: 'DP0000000001', type: 'phone', display_name: 'Phone' };
  switch (account) {
    case null:
      return { result: 'enroll', status_msg: 'Enroll an authentication device to proceed' };
    case 'bypass':
      return { result: 'allow', status_msg: 'Account is active' };
    case 'locked-out':
      return { result: 'deny', status_msg: 'Your account is locked out' };
    case 'phone':
      return authWith({ ...phone, capabilities: ['auto', 'push', 'sms', 'mobile_otp'] });
    case 'no-phone':
      return authWith({ device: 'DH0000000001', type: 'token', display_name: 'Token' });
    default: {
      const unreachable: never = account;
      return unreachable;
    }
  }
}

function authWith(device: JsonObject): JsonObject {
  return { result: 'auth', status_msg: 'Account is active', devices: [device] };
}

function auth(store: DuoStore, directory: DuoDirectory, params: Params): DuoReply {
  const { username = '', factor, device, async: asynchronous, pushinfo = '' } = params;
  if (directory.lookup(username) !== 'phone') return invalid('username');
  if (factor !== 'push') return invalid('factor');
  if (device !== 'auto') return invalid('device');
  if (asynchronous !== '1') return invalid('async');
  if (pushinfo.length >= PUSH_INFO_BYTES) return invalid('pushinfo');
  const info = Object.fromEntries(new URLSearchParams(pushinfo));
  return { response: { txid: store.start(username, info).txid } };
}

async function authStatus(
  store: DuoStore,
  news: EndpointContext['news'],
  { txid }: Params,
): Promise<DuoReply> {
  if (txid === undefined || store.find(txid) === null) return invalid('txid');
  await news(txid);
  return { response: statusOf(store.find(txid)?.state ?? 'timeout') };
}

function statusOf(state: PushState): JsonObject {
  switch (state) {
    case 'waiting':
      return { result: 'waiting', status: 'pushed', status_msg: 'Pushed a login request to your phone...' };
    case 'approved':
      return { result: 'allow', status: 'allow', status_msg: 'Success. Logging you in...' };
    case 'denied':
      return { result: 'deny', status: 'deny', status_msg: 'Login request denied.' };
    case 'fraud':
      return { result: 'deny', status: 'fraud', status_msg: 'Login request reported as fraudulent.' };
    case 'timeout':
      return { result: 'deny', status: 'timeout', status_msg: 'Login timed out.' };
    default: {
      const unreachable: never = state;
      return unreachable;
    }
  }
}

function invalid(parameter: string): DuoRefusal {
  return { code: 40_002, message: 'Invalid request parameters', detail: parameter };
}
