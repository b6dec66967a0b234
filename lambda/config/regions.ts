/**
 * The regions a configuration may name. A region that opened after this list was made is added here and nowhere
 * else. Source: "AWS Regions and Availability Zones"; the partitions of ISO regions are left out, since the vendors
 * of Countersign cannot be reached from there.
 */
export const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const;
export type Partition = (typeof PARTITIONS)[number];

interface PartitionRegions {
  /** Where calls to IAM, Organizations and other services without a region of their own are recorded. */
  readonly global: string;
  /** Switched on in every account. */
  readonly enabled: readonly string[];
  /** Switched on by the account's owner; a stack in one that is off cannot be deployed. */
  readonly optIn: readonly string[];
}

export const REGIONS: Readonly<Record<Partition, PartitionRegions>> = {
  aws: {
    global: 'us-east-1',
    enabled: [
      ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1'],
      ...['ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2'],
      ...['eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
    ],
    optIn: [
      ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4'],
      ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2'],
      ...['eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'me-west-1'],
      'mx-central-1',
    ],
  },
  'aws-cn': { global: 'cn-north-1', enabled: ['cn-north-1', 'cn-northwest-1'], optIn: [] },
  'aws-us-gov': { global: 'us-gov-west-1', enabled: ['us-gov-east-1', 'us-gov-west-1'], optIn: [] },
  'aws-eusc': { global: 'eusc-de-east-1', enabled: ['eusc-de-east-1'], optIn: [] },
};

export const REGION_NAMES: readonly string[] = PARTITIONS.flatMap((partition) => [
  ...REGIONS[partition].enabled,
  ...REGIONS[partition].optIn,
]);

/** The partition of a region; null for a region that is not on the list. */
export function partitionOf(region: string): Partition | null {
  const isHome = (partition: Partition): boolean =>
    REGIONS[partition].enabled.includes(region) || REGIONS[partition].optIn.includes(region);
  return PARTITIONS.find(isHome) ?? null;
}

/**
 * The regions that `regions: all` stands for: those that every account of the partition has. Regions that must be
 * switched on are named one by one, because nothing here can know whether they are.
 */
export function allRegions(partition: Partition): readonly string[] {
  return REGIONS[partition].enabled;
}

export function isOptIn(region: string): boolean {
  return PARTITIONS.some((partition) => REGIONS[partition].optIn.includes(region));
}
