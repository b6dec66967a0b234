import { RegionInfo } from 'aws-cdk-lib/region-info';
import { isOptIn, PARTITIONS, partitionOf, REGION_NAMES, REGIONS } from '../../lambda/config/regions.ts';

describe('the list of regions', () => {
  const known = RegionInfo.regions.filter(({ partition }) => PARTITIONS.some((name) => name === partition));

  test('names every region that the CDK knows in its partitions', () => {
    expect([...REGION_NAMES].sort()).toEqual(known.map(({ name }) => name).sort());
  });

  test('agrees with the CDK on partitions and opt-in', () => {
    expect(known.map(({ name }) => [name, partitionOf(name), isOptIn(name)])).toEqual(
      known.map(({ name, partition, isOptInRegion }) => [name, partition, isOptInRegion]),
    );
  });

  test('has the global region of each partition among the regions every account has', () => {
    expect(PARTITIONS.filter((name) => !REGIONS[name].enabled.includes(REGIONS[name].global))).toEqual([]);
  });
});
