import {
  CloudTrailClient,
  type CloudTrailClientConfig,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsCommandOutput,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Outcome } from '../../lambda/ports/outcome.ts';
import { asked } from './asked.ts';

/** A trail as far as it matters here. */
export interface Trail {
  readonly name: string;
  readonly multiRegion: boolean;
  readonly logging: boolean;
  /** Reads and writes of the control plane, from every service. */
  readonly allManagementEvents: boolean;
  /** Reads and writes of objects in buckets, of some at least. */
  readonly objectEvents: boolean;
}

/** The trails that log this account, an organisation's and those of other regions included. */
export function readTrails(config: CloudTrailClientConfig): Promise<Outcome<readonly Trail[]>> {
  return asked(new CloudTrailClient(config), async (client) => {
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
    const trails: Trail[] = [];
    for (const { TrailARN = '', Name = '', IsMultiRegionTrail = false } of trailList) {
      const status = await client.send(new GetTrailStatusCommand({ Name: TrailARN }));
      const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: TrailARN }));
      trails.push({
        name: Name,
        multiRegion: IsMultiRegionTrail,
        logging: status.IsLogging ?? false,
        allManagementEvents: logsManagementEvents(selectors),
        objectEvents: logsObjects(selectors),
      });
    }
    return trails;
  });
}

type Selectors = Pick<GetEventSelectorsCommandOutput, 'EventSelectors' | 'AdvancedEventSelectors'>;

/**
 * All of them: no service left out, reads and writes. An advanced selector of the category Management that says nothing
 * else takes all. Source: "Logging management events" (AWS CloudTrail User Guide).
 */
function logsManagementEvents({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors): boolean {
  const basic = EventSelectors.some(
    ({ IncludeManagementEvents, ReadWriteType, ExcludeManagementEventSources = [] }) =>
      IncludeManagementEvents === true &&
      ReadWriteType === 'All' &&
      ExcludeManagementEventSources.length === 0,
  );
  const advanced = AdvancedEventSelectors.some(({ FieldSelectors = [] }) =>
    FieldSelectors.every(
      ({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Management'),
    ),
  );
  return basic || advanced;
}

const OBJECTS = 'AWS::S3::Object';

function logsObjects({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors): boolean {
  return (
    EventSelectors.some(({ DataResources = [] }) => DataResources.some(({ Type }) => Type === OBJECTS)) ||
    AdvancedEventSelectors.some(({ FieldSelectors = [] }) =>
      FieldSelectors.some(({ Field, Equals = [] }) => Field === 'resources.type' && Equals.includes(OBJECTS)),
    )
  );
}
