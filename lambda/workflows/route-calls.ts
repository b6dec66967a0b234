import type { Alert } from '../cases/case.ts';
import { caseCallOf } from '../cases/case-call.ts';
import { alertGroup, originOf, reportGroup } from '../cases/grouping.ts';
import type { DecidedCall } from '../decide/decision.ts';
import { NO_NETWORKS } from '../facts/networks/address-network.ts';
import { networkOf } from '../facts/source.ts';
import type { Ancestry } from '../people/descent.ts';
import { personOf } from '../people/person-of.ts';
import { alertCollector, questionCollector } from './collectors.ts';
import type { DrainPorts } from './drain-ports.ts';
import type { Arrival, Collector } from './join-case.ts';

/** Calls that go into one case together. */
export interface Route {
  readonly collector: Collector;
  readonly arrivals: Arrival[];
}

export interface RoutedCall extends DecidedCall {
  readonly messageId: string;
}

/** Sorts the calls that need somebody into the cases they belong to; logged calls need none. */
export function routeCalls(
  calls: readonly RoutedCall[],
  ports: Pick<DrainPorts, 'config' | 'verification' | 'random' | 'networks'>,
  now: number,
  ancestry: Ancestry,
): readonly Route[] {
  const routes = new Map<string, Route>();
  for (const decided of calls) {
    const collector = collectorOf(decided, ports, now, ancestry);
    if (collector === null) continue;
    const route = routes.get(collector.group) ?? { collector, arrivals: [] };
    const network = networkOf(decided.call, ports.networks ?? NO_NETWORKS);
    route.arrivals.push({ call: caseCallOf(decided, network), messageId: decided.messageId });
    routes.set(collector.group, route);
  }
  return [...routes.values()];
}

const DAY_MS = 86_400_000;

function collectorOf(
  decided: DecidedCall,
  { config, verification, random }: Pick<DrainPorts, 'config' | 'verification' | 'random'>,
  now: number,
  ancestry: Ancestry,
): Collector | null {
  const { call, decision } = decided;
  const principal = call.principal.arn ?? call.principal.label;
  switch (decision.disposition.kind) {
    case 'log':
      return null;
    case 'ask': {
      const { person } = decision.disposition;
      return questionCollector(
        person,
        originOf(call, config.networks, ancestry(call)),
        verification,
        now,
        random,
      );
    }
    case 'page': {
      const rule = decision.matches[0]?.ruleId ?? '';
      const { resource } = caseCallOf(decided);
      const story = decision.stories?.find(({ match }) => match.ruleId === rule);
      const opening = {
        group:
          story === undefined
            ? alertGroup(rule, principal, call.account, resource)
            : alertGroup(rule, story.key, '', null),
        severity: alertSeverity(decided),
        because: 'severity' as const,
        person: personOf(call, config.people, ancestry(call)),
        openUntil: now + Math.max(verification.alertWindowMs, story?.timespanMs ?? 0),
      };
      return alertCollector(opening, now);
    }
    case 'report': {
      const { because } = decision.disposition;
      const day = new Date(call.eventTime ?? now).toISOString().slice(0, 10);
      const opening = {
        group: reportGroup(because, because === 'too-late' ? '' : principal, call.account, day),
        severity: 'warning' as const,
        because,
        person: null,
        openUntil: now + DAY_MS,
      };
      return alertCollector(opening, now);
    }
  }
}

function alertSeverity({ decision }: DecidedCall): Alert['severity'] {
  return decision.matches[0]?.level === 'critical' ? 'critical' : 'error';
}
