import type { JsonObject } from '../cloudtrail/json.ts';
import type { Action } from './action.ts';
import type { IssuedKey } from './lineage.ts';
import type { Origin } from './origins.ts';
import type { Report } from './report.ts';
import { isoOrNull } from './seen.ts';

/** The report as the one JSON document that `--json` prints. Times are ISO 8601 in UTC. */
export function documentOf(report: Report): JsonObject {
  const { created, seen, lineage } = report;
  return {
    key: report.subject.key,
    created: created === null ? null : { at: isoOrNull(created.at), by: created.by, from: created.from },
    active: { from: isoOrNull(seen.firstSeen), to: isoOrNull(seen.lastSeen) },
    totalEvents: seen.events,
    failedEvents: seen.failed,
    origins: report.origins.map(origin),
    endpoints: report.endpoints.map(({ method, path, events }) => ({ method, path, events })),
    regions: report.regions.map(({ name, events }) => ({ region: name, events })),
    tools: report.tools.map(({ name, events }) => ({ tool: name, events })),
    timeline: report.actions.map(timelineEntry),
    destructive: report.destructive.map(destructive),
    lineage: {
      issuedBy: lineage.issuedBy === null ? null : { ...lineage.issuedBy },
      issued: lineage.issued.map(issued),
    },
    signals: report.signals.map(({ kind, evidence }) => ({ kind, evidence })),
    verdict: report.verdict,
    recommendations: report.recommendations.map(({ text, command }) => ({ text, command })),
  };
}

function origin({
  country,
  asn,
  organisation,
  addresses,
  events,
  firstSeen,
  lastSeen,
  flag,
}: Origin): JsonObject {
  const times = { firstSeen: isoOrNull(firstSeen), lastSeen: isoOrNull(lastSeen) };
  return { country, asn, organisation, addresses, events, ...times, flag };
}

function timelineEntry(action: Action): JsonObject {
  const { verb, event, resourceType, resource, method, path, address, city, network } = action;
  return {
    at: isoOrNull(action.at),
    action: verb,
    event,
    resourceType,
    resource,
    method,
    path,
    address,
    city,
    country: network?.country ?? null,
    asn: network?.asn ?? null,
  };
}

function destructive({
  at,
  event,
  resourceType,
  resource,
  address,
  network,
  restorable,
}: Action): JsonObject {
  const country = network?.country ?? null;
  return { at: isoOrNull(at), action: event, resourceType, resource, address, country, restorable };
}

function issued(key: IssuedKey): JsonObject {
  return { ...key, issued: key.issued.map(issued) };
}
