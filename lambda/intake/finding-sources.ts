import { isArray, type JsonObject, type JsonValue, textOf } from '../cloudtrail/json.ts';

/** A service that sends events of its own about what it found. */
export interface FindingSource {
  /** `source` of its events. */
  readonly source: string;
  /** `eventSource` of the records that its findings become. */
  readonly eventSource: string;
  /** `eventName` of the record, from the event's `detail`; where it says nothing, the detail-type. */
  nameOf(detail: JsonObject): JsonValue | undefined;
  /** Its findings may be named like calls, such as `ExternalAccess`. */
  readonly namesLikeCalls?: true;
  /** Its events that are findings, as an event pattern's list; all that are no calls where it is left out. */
  readonly detailTypes?: readonly JsonValue[];
}

/** `eventType` of the records that findings become. */
export const FINDING_EVENT_TYPE = 'AwsFinding';

export const FINDING_SOURCES: readonly FindingSource[] = [
  {
    source: 'aws.access-analyzer',
    eventSource: 'access-analyzer.amazonaws.com',
    nameOf: (detail) => detail['findingType'] ?? detail['resourceType'],
    namesLikeCalls: true,
  },
  {
    source: 'aws.config',
    eventSource: 'config.amazonaws.com',
    nameOf: (detail) => detail['configRuleName'],
    // Without this, every change of every resource that AWS Config records would come.
    detailTypes: [{ prefix: 'Config Rules ' }],
  },
  { source: 'aws.detective', eventSource: 'detective.amazonaws.com', nameOf: (detail) => detail['type'] },
  { source: 'aws.guardduty', eventSource: 'guardduty.amazonaws.com', nameOf: (detail) => detail['type'] },
  { source: 'aws.health', eventSource: 'health.amazonaws.com', nameOf: (detail) => detail['eventTypeCode'] },
  { source: 'aws.inspector2', eventSource: 'inspector2.amazonaws.com', nameOf: (detail) => detail['type'] },
  { source: 'aws.macie', eventSource: 'macie2.amazonaws.com', nameOf: (detail) => detail['type'] },
  {
    source: 'aws.securityhub',
    eventSource: 'securityhub.amazonaws.com',
    nameOf: (detail) => firstOf(detail['Types']) ?? detail['Title'],
  },
  { source: 'aws.signin', eventSource: 'signin.amazonaws.com', nameOf: () => undefined },
  {
    source: 'aws.trustedadvisor',
    eventSource: 'trustedadvisor.amazonaws.com',
    nameOf: (detail) => detail['check-name'],
  },
];

const BY_SOURCE: ReadonlyMap<string, FindingSource> = new Map(
  FINDING_SOURCES.map((one) => [one.source, one]),
);

/** The service whose events have this `source`; null when its events are no findings. */
export function findingSourceOf(source: string): FindingSource | null {
  return BY_SOURCE.get(source) ?? null;
}

function firstOf(value: JsonValue | undefined): string | null {
  return isArray(value) ? textOf(value[0]) : null;
}
