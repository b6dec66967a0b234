import {
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
  parseJson,
} from '../../lambda/cloudtrail/json.ts';
import { parseDuration } from '../../lambda/config/duration.ts';
import { toEvent } from '../bus/event-bus.ts';
import { click, look, resolveIncident, respond } from '../pipeline/people-act.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { OUTAGE_MODES } from '../stand-ins/outage.ts';
import { readBoard, type Show } from '../state/board-view.ts';
import type { JournalTail } from '../state/journal-tail.ts';
import { readState } from '../state/run-state.ts';
import { type Answer, ok, refused } from './answer.ts';

/** What the interface serves. */
export interface Served {
  readonly pipeline: Pipeline;
  readonly tail: JournalTail;
  readonly show: Show;
}

type Handler = (served: Served, body: Buffer, parameter: string) => Promise<Answer>;

const ACTIONS = ['yes', 'no', 'wrong-person', 'not-me'] as const;
const RESULTS = ['approve', 'deny', 'fraud', 'timeout'] as const;
const VENDORS = ['slack', 'duo', 'pagerduty'] as const;
/** A body larger than a queue takes. Source: "Amazon SQS message quotas": 1 MiB. */
const QUEUE_BYTES = 1_048_576;

/** Method and path; `*` stands for the rest of the path. */
export const ROUTES: Readonly<Record<string, Handler>> = {
  'GET /api/state': async ({ pipeline, tail }) => ok(await readState(pipeline, tail)),
  'GET /api/tables': async ({ pipeline }) => ok({ endpoint: pipeline.tableEndpoint }),
  'GET /api/board': async ({ pipeline, tail, show }) => ok(await readBoard(pipeline, tail, show)),
  'POST /api/calls': async ({ pipeline }, body) => {
    const events = readEvents(body.toString());
    return events.ok ? ok(await pipeline.bus.publish(events.value)) : refused(400, events.reason);
  },
  'POST /api/queue': async ({ pipeline }, body) => {
    if (body.length === 0) return refused(400, 'body: empty, expected what a queue message would hold');
    if (body.length > QUEUE_BYTES) {
      return refused(413, `body: ${body.length} bytes, expected at most ${QUEUE_BYTES} as SQS takes them`);
    }
    await pipeline.enqueue(body.toString());
    return ok({ enqueued: 1 });
  },
  'POST /api/drain': async ({ pipeline }) => ok(await pipeline.drain()),
  'POST /api/slack/actions': withObject(async ({ pipeline }, { messageId, action, user }) => {
    const name = oneOf(ACTIONS, action);
    if (name === null) return wrong('action', action, ACTIONS);
    if (typeof messageId !== 'string') return refused(400, 'messageId: expected the id of a message');
    if (typeof user !== 'string') return refused(400, 'user: expected the Slack id of whoever clicks');
    const acted = await click(pipeline, messageId, name, user);
    return acted.ok ? ok({ status: acted.status }) : refused(404, acted.reason);
  }),
  'POST /api/slack/home': withObject(async ({ pipeline }, { user }) => {
    if (typeof user !== 'string') return refused(400, 'user: expected the Slack id of whoever looks');
    const acted = await look(pipeline, user);
    const shownHome = pipeline.vendors.slack.state().homes.find((home) => home.user === user);
    return acted.ok
      ? ok({ status: acted.status, blocks: shownHome?.blocks ?? [] })
      : refused(404, acted.reason);
  }),
  'POST /api/pagerduty/resolve': withObject(async ({ pipeline }, { dedupKey, by }) => {
    if (typeof dedupKey !== 'string') return refused(400, 'dedupKey: expected the key of an incident');
    const acted = await resolveIncident(pipeline, dedupKey, typeof by === 'string' ? by : 'On-call');
    return acted.ok ? ok({ status: acted.status }) : refused(404, acted.reason);
  }),
  'POST /api/duo/pushes/*': withObject(async ({ pipeline }, { result }, txid) => {
    const name = oneOf(RESULTS, result);
    if (name === null) return wrong('result', result, RESULTS);
    const acted = await respond(pipeline, txid, name);
    return acted.ok ? ok({ result: name }) : refused(404, acted.reason);
  }),
  'POST /api/clock': withObject(async ({ pipeline }, { advance }) => {
    const ms = typeof advance === 'string' ? parseDuration(advance) : null;
    if (ms === null) return refused(400, `advance: ${shown(advance)}, expected a duration such as "16m"`);
    await pipeline.advance(ms);
    return ok({ now: pipeline.clock.now() });
  }),
  'POST /api/outage': withObject(async ({ pipeline }, { vendor, mode }) => {
    const name = oneOf(VENDORS, vendor);
    if (name === null) return wrong('vendor', vendor, VENDORS);
    const wanted = oneOf(OUTAGE_MODES, mode);
    if (wanted === null) return wrong('mode', mode, OUTAGE_MODES);
    pipeline.vendors[name].setMode(wanted);
    return ok({ vendor: name, mode: wanted });
  }),
};

function withObject(
  handle: (served: Served, body: JsonObject, parameter: string) => Promise<Answer>,
): Handler {
  return async (served, body, parameter) => {
    const parsed = parseJson(body.toString());
    if (!parsed.ok) return refused(400, `body: ${parsed.reason}`);
    if (!isObject(parsed.value)) return refused(400, `body: ${shown(parsed.value)}, expected an object`);
    return handle(served, parsed.value, parameter);
  };
}

/** One record, a list, `{"Records":[…]}`, or EventBridge events in any of these. */
function readEvents(text: string): Parsed<readonly JsonObject[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, reason: `body: ${parsed.reason}` };
  const { value } = parsed;
  const records = isObject(value) && 'Records' in value ? value['Records'] : value;
  if (records !== value && !isArray(records)) {
    return { ok: false, reason: `Records: ${shown(records)}, expected a list` };
  }
  const list = isArray(records) ? records : [value];
  const events: JsonObject[] = [];
  for (const [index, item] of list.entries()) {
    const event = toEvent(item);
    if (event === null) {
      return {
        ok: false,
        reason: `record ${index + 1}: ${shown(item)}, expected a CloudTrail record or an event`,
      };
    }
    events.push(event);
  }
  return { ok: true, value: events };
}

function oneOf<T extends string>(allowed: readonly T[], value: JsonValue | undefined): T | null {
  return allowed.find((each) => each === value) ?? null;
}

function wrong(name: string, value: JsonValue | undefined, allowed: readonly string[]): Answer {
  return refused(400, `${name}: ${shown(value)}, expected ${allowed.join(', ')}`);
}

function shown(value: JsonValue | undefined): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
