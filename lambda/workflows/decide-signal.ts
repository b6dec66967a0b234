import type { ApiCall } from '../cloudtrail/api-call.ts';
import { readTime } from '../cloudtrail/event-time.ts';
import { textOf } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import { EVENTS_TOPIC } from '../config/topics.ts';
import { type AlarmDecision, decideAlarm } from '../decide/decide-alarm.ts';
import { decideCall } from '../decide/decide-call.ts';
import type { Decision } from '../decide/decision.ts';
import { factsOf } from '../facts/facts.ts';
import type { NetworkLookup } from '../facts/networks/address-network.ts';
import type { NoveltyLookup } from '../facts/novelty.ts';
import type { Sender, Signal } from '../intake/signal.ts';
import type { Ancestry } from '../people/descent.ts';
import type { Catalogue } from '../sigma/catalogue.ts';

/** What is to be done with one signal of a message. */
export type Verdict =
  | { readonly kind: 'decided'; readonly call: ApiCall; readonly decision: Decision }
  | OtherVerdict;

export type OtherVerdict =
  | {
      readonly kind: 'forged';
      readonly call: ApiCall | null;
      readonly claimed: string;
      readonly sender: Sender;
      readonly reason: string;
    }
  | { readonly kind: 'confirm'; readonly topicArn: string; readonly token: string }
  | {
      readonly kind: 'alarm';
      readonly name: string;
      readonly state: string;
      readonly account: string;
      readonly region: string;
      /** When it changed; milliseconds since 1970, null where it does not say. */
      readonly at: number | null;
      /** What CloudWatch saw, in its words; empty where it said nothing. */
      readonly because: string;
      readonly decision: AlarmDecision;
    }
  | { readonly kind: 'quarantined'; readonly reason: string };

/** CloudTrail leaves fields out rather than write a longer record. Source: "CloudTrail record contents", AWS CloudTrail User Guide. */
const RECORD_BYTES = 262_144;

export interface DecisionPorts {
  readonly catalogue: Catalogue;
  readonly config: Config;
  readonly networks?: NetworkLookup | undefined;
  readonly ancestry: Ancestry;
  readonly novelty?: NoveltyLookup | undefined;
}

export function decideSignal(signal: Signal, bodyBytes: number, ports: DecisionPorts, now: number): Verdict {
  switch (signal.kind) {
    case 'call':
    case 'finding': {
      if (signal.sender !== null && !isMember(signal.sender.account, ports.config)) {
        return { kind: 'quarantined', reason: `account ${signal.sender.account} is not a member account` };
      }
      return decided(signal.call, bodyBytes, ports, now);
    }
    case 'alarm':
      return alarmed(signal, ports.config);
    case 'forgery':
      return {
        kind: 'forged',
        call: signal.call,
        claimed: signal.claimed,
        sender: signal.sender,
        reason: signal.reason,
      };
    case 'confirm-subscription':
      return isMemberTopic(signal.topicArn, ports.config)
        ? { kind: 'confirm', topicArn: signal.topicArn, token: signal.token }
        : {
            kind: 'quarantined',
            reason: `subscription of a topic that is not ours: ${signal.topicArn.slice(0, 200)}`,
          };
    case 'unreadable':
      return { kind: 'quarantined', reason: signal.reason };
  }
}

function alarmed(signal: Extract<Signal, { kind: 'alarm' }>, config: Config): Verdict {
  const { name, state, account, region } = signal;
  if (!isMember(account, config)) {
    return { kind: 'quarantined', reason: `account ${account} is not a member account` };
  }
  const because = textOf(signal.alarm['NewStateReason']) ?? '';
  return {
    kind: 'alarm',
    name,
    state,
    account,
    region,
    at: readTime(signal.alarm['StateChangeTime']),
    because,
    decision: decideAlarm(name, state, config.cis),
  };
}

function decided(
  call: ApiCall,
  bodyBytes: number,
  { catalogue, config, networks, ancestry, novelty }: DecisionPorts,
  now: number,
): Verdict {
  const matches = catalogue.match(call.record, factsOf(call, { config, now, networks, ancestry, novelty }));
  const decision = decideCall(call, matches, { config, now, age: 'by-time', ancestry });
  // A record that is not as CloudTrail writes it is for a person to look at; one that alerts still pages.
  const doubt = call.oddity ?? oversize(call, bodyBytes);
  if (doubt !== null && decision.severity !== 'alert') return { kind: 'quarantined', reason: doubt };
  return { kind: 'decided', call, decision };
}

function oversize(call: ApiCall, bodyBytes: number): string | null {
  if (bodyBytes <= RECORD_BYTES) return null;
  const bytes = JSON.stringify(call.record).length;
  return bytes <= RECORD_BYTES
    ? null
    : `record of ${bytes.toLocaleString('en-US')} bytes; CloudTrail writes at most ${RECORD_BYTES.toLocaleString('en-US')}`;
}

/** Whether an account's signals count. */
export function isMember(account: string, config: Config): boolean {
  if (config.accounts === null || config.organizationId !== null) return true;
  return config.security?.account === account || config.accounts.some((member) => member.id === account);
}

function isMemberTopic(topicArn: string, config: Config): boolean {
  const [, , service, , account = '', name] = topicArn.split(':');
  return service === 'sns' && name === EVENTS_TOPIC && isMember(account, config);
}
