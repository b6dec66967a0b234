import type { JsonValue } from '../../lambda/cloudtrail/json.ts';
import type { RunState } from '../../local/state/run-state.ts';

export type State = RunState;
export type CaseView = State['cases'][number];
export type Message = State['messages'][number];
export type Push = State['pushes'][number];
export type Incident = State['incidents'][number];

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly json: unknown;
}

export type Vendor = 'slack' | 'duo' | 'pagerduty';
export type Mode = 'up' | 'down' | 'slow' | 'throttled' | 'garbage';

/** The HTTP interface of a run, one function a route. Each throws when the answer is not 200. */
export interface Client {
  state(): Promise<State>;
  /** Publishes records and waits for a drain. */
  happen(...records: readonly JsonValue[]): Promise<void>;
  publish(body: JsonValue): Promise<void>;
  queue(body: string): Promise<void>;
  drain(): Promise<void>;
  click(messageId: string, action: 'yes' | 'no' | 'wrong-person', user: string): Promise<void>;
  phone(txid: string, result: 'approve' | 'deny' | 'fraud' | 'timeout'): Promise<void>;
  advance(by: string): Promise<void>;
  outage(vendor: Vendor, mode: Mode): Promise<void>;
  /** Whatever request and whatever answer. */
  request(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>): Promise<Reply>;
}

export function clientOf(url: string): Client {
  const request: Client['request'] = async (method, path, body) => {
    const response = await fetch(url + path, { method, ...(body === undefined ? {} : { body }) });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, json: JSON.parse(await response.text()) };
  };
  const done = async (method: string, path: string, body?: string): Promise<unknown> => {
    const { status, json } = await request(method, path, body);
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`);
    return json;
  };
  const post = async (path: string, body?: unknown): Promise<void> => {
    await done('POST', path, body === undefined ? undefined : JSON.stringify(body));
  };
  const drain = () => post('/api/drain');
  return {
    state: async () => (await done('GET', '/api/state')) as State,
    happen: async (...records) => {
      await post('/api/calls', records);
      await drain();
    },
    publish: (body) => post('/api/calls', body),
    queue: async (body) => {
      await done('POST', '/api/queue', body);
    },
    drain,
    click: (messageId, action, user) => post('/api/slack/actions', { messageId, action, user }),
    phone: (txid, result) => post(`/api/duo/pushes/${txid}`, { result }),
    advance: (by) => post('/api/clock', { advance: by }),
    outage: (vendor, mode) => post('/api/outage', { vendor, mode }),
    request,
  };
}

/** What the state shows of one person. Throws when a list that should hold one thing holds another number. */
export function aboutPerson(state: State, email: string) {
  const cases = state.cases.filter(({ person }) => person === email);
  const ids = new Set(cases.map(({ id }) => id));
  return {
    cases,
    messages: state.messages.filter(({ person, channel }) => person === email && channel.startsWith('D')),
    pushes: state.pushes.filter(({ person }) => person === email),
    incidents: state.incidents.filter(({ details }) => ids.has(String(details['case']))),
    whispers: state.whispers,
  };
}

export type About = ReturnType<typeof aboutPerson>;

export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length > 1) throw new Error(`expected one, got ${list.length}`);
  return first;
}

/** `received` and the sum of what became of them. */
export function accountOf({ calls }: State): { readonly received: number; readonly accounted: number } {
  const { received, filtered, logged, notified, alerted, quarantined, duplicate } = calls;
  return { received, accounted: filtered + logged + notified + alerted + quarantined + duplicate };
}
