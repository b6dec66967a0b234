import type { ApiCall } from '../cloudtrail/api-call.ts';
import { readMessage } from '../intake/read-message.ts';
import type { Signal } from '../intake/signal.ts';
import { type Ancestry, NO_ANCESTRY } from '../people/descent.ts';
import type { ReceivedMessage } from '../ports/queue.ts';
import { type DecisionPorts, decideSignal, isMember, type Verdict } from './decide-signal.ts';
import type { DrainPorts } from './drain-ports.ts';
import { knowUsual } from './know-usual.ts';
import { traceCredentials } from './trace-credentials.ts';

export interface JudgedMessage {
  readonly message: ReceivedMessage;
  readonly verdicts: readonly Verdict[];
}

export interface Judgement {
  readonly judged: readonly JudgedMessage[];
  readonly ancestry: Ancestry;
  readonly errors: readonly string[];
}

interface ReadMessage {
  readonly message: ReceivedMessage;
  readonly signals: readonly Signal[];
}

/** What is to be done with each message, each once. What all of them tell about credentials is learned before. */
export async function judgeMessages(
  ports: DrainPorts,
  messages: readonly ReceivedMessage[],
  now: number,
): Promise<Judgement> {
  const unique = [...new Map(messages.map((each) => [each.messageId, each])).values()];
  const read = unique.map((message) => ({ message, signals: signalsOf(message) }));
  const calls = read.flatMap(({ signals }) => signals.flatMap((signal) => trustedCall(signal, ports) ?? []));
  const { ancestry, errors } =
    ports.lineage === undefined
      ? { ancestry: NO_ANCESTRY, errors: [] }
      : await traceCredentials(ports.lineage, calls);
  const usual =
    ports.habits === undefined
      ? { novelty: undefined, errors: [] }
      : await knowUsual(ports.habits, calls, ports.networks);
  const decision = { ...ports, ancestry, novelty: usual.novelty };
  const judged = read.map((each) => ({
    message: each.message,
    verdicts: verdictsOf(each, decision, now),
  }));
  return { judged, ancestry, errors: [...errors, ...usual.errors] };
}

/** A call that may tell about credentials: one that a member account's own topic brought. */
function trustedCall(signal: Signal, { config }: DrainPorts): ApiCall | null {
  if (signal.kind !== 'call') return null;
  return signal.sender === null || isMember(signal.sender.account, config) ? signal.call : null;
}

/** A defect of ours in reading one message must not hold up the next: it is quarantined. */
function signalsOf({ body }: ReceivedMessage): readonly Signal[] {
  try {
    return readMessage(body);
  } catch (cause) {
    return [{ kind: 'unreadable', reason: defect(cause) }];
  }
}

/** Nor must one in judging it. */
function verdictsOf(
  { message, signals }: ReadMessage,
  ports: DecisionPorts,
  now: number,
): readonly Verdict[] {
  try {
    const bytes = message.body.length;
    return signals.map((signal) => decideSignal(signal, bytes, ports, now));
  } catch (cause) {
    return [{ kind: 'quarantined', reason: defect(cause) }];
  }
}

function defect(cause: unknown): string {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return `could not be judged: ${detail.slice(0, 200)}`;
}
