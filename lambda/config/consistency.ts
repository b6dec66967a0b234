import type { ConfigPath } from './config-problem.ts';
import { formatDuration } from './duration.ts';
import { identityInconsistencies } from './identity-consistency.ts';
import { partitionOf } from './regions.ts';
import type { ConfigDocument } from './schema.ts';
import { suggest } from './suggest.ts';
import { workingHoursOf } from './working-hours.ts';

/** A contradiction between values that are each allowed. */
export interface Inconsistency {
  readonly path: ConfigPath;
  readonly message: string;
}

export function inconsistencies(document: ConfigDocument): readonly Inconsistency[] {
  return [
    ...duplicates(document),
    ...unknownNetworks(document),
    ...timesOutOfOrder(document),
    ...foreignPartitions(document),
    ...halfAnOrganization(document),
    ...emptyHours(document),
    ...identityInconsistencies(document),
  ];
}

function duplicates(document: ConfigDocument): readonly Inconsistency[] {
  const accounts = document.accounts ?? [];
  const networks = document.networks.trusted ?? [];
  return [
    ...repeated(accounts.map(({ id }, index) => ({ value: id, path: ['accounts', index, 'id'] }))),
    ...repeated(accounts.map(({ name }, index) => ({ value: name, path: ['accounts', index, 'name'] }))),
    ...accounts.flatMap(({ regions }, index) =>
      regions === 'all'
        ? []
        : repeated(regions.map((value, at) => ({ value, path: ['accounts', index, 'regions', at] }))),
    ),
    ...repeated(
      networks.map(({ name }, index) => ({ value: name, path: ['networks', 'trusted', index, 'name'] })),
    ),
    ...repeated(
      (document.automation ?? []).map(({ name }, index) => ({
        value: name,
        path: ['automation', index, 'name'],
      })),
    ),
  ];
}

function repeated(entries: readonly { value: string; path: ConfigPath }[]): readonly Inconsistency[] {
  return entries
    .filter(({ value }, index) => entries.findIndex((earlier) => earlier.value === value) < index)
    .map(({ value, path }) => ({ path, message: `got "${value}" a second time, expected each only once` }));
}

function unknownNetworks(document: ConfigDocument): readonly Inconsistency[] {
  const known = (document.networks.trusted ?? []).map(({ name }) => name);
  return (document.automation ?? []).flatMap(({ network }, index) => {
    if (network === null || network === undefined || known.includes(network)) return [];
    const close = suggest(network, known);
    const names = known.length === 0 ? ', which is empty' : `: ${known.join(', ')}`;
    const hint = close === null ? '' : `; did you mean ${close}?`;
    const message = `got "${network}", expected a name from networks.trusted${names}${hint}`;
    return [{ path: ['automation', index, 'network'], message }];
  });
}

function timesOutOfOrder({ verification }: ConfigDocument): readonly Inconsistency[] {
  const { askWithin, reportAfter } = verification;
  if (reportAfter >= askWithin) return [];
  const message = `got ${formatDuration(reportAfter)}, expected no less than askWithin, ${formatDuration(askWithin)}`;
  return [{ path: ['verification', 'reportAfter'], message }];
}

/** SNS does not deliver from one partition to another. */
function foreignPartitions(document: ConfigDocument): readonly Inconsistency[] {
  if (document.security === null || document.security === undefined) return [];
  const home = partitionOf(document.security.region);
  return (document.accounts ?? []).flatMap(({ regions }, index) =>
    (regions === 'all' ? [] : regions).flatMap((region, at) => {
      if (partitionOf(region) === home) return [];
      const message = `got "${region}", expected a region of ${home}, the partition of security.region`;
      return [{ path: ['accounts', index, 'regions', at], message }];
    }),
  );
}

/** Which of a whole day and no day is meant nobody could tell. */
function emptyHours({ workingHours }: ConfigDocument): readonly Inconsistency[] {
  const hours = workingHoursOf(workingHours);
  if (hours === null) return [];
  const message = 'expected another time than from; a whole day is from "00:00" to "24:00"';
  const theirs = Object.entries(hours.people).map(([email, { from, to }]) => ({
    path: ['workingHours', 'people', email],
    from,
    to,
  }));
  return [{ path: ['workingHours', 'to'], from: hours.from, to: hours.to }, ...theirs]
    .filter(({ from, to }) => from === to)
    .map(({ path }) => ({ path, message }));
}

/** StackSets need all of these, and a value that nothing uses is a mistake nobody sees. */
function halfAnOrganization({ organization, security }: ConfigDocument): readonly Inconsistency[] {
  const { id, managementAccount, units } = organization;
  const missing = (field: string, because: string): Inconsistency => ({
    path: ['organization', field],
    message: `missing, expected because of ${because}`,
  });
  return [
    ...(units.length > 0 && managementAccount === undefined
      ? [
          missing(
            'managementAccount',
            'organization.units: StackSets never deploy to it, an ordinary stack does',
          ),
        ]
      : []),
    ...(managementAccount !== undefined && units.length === 0
      ? [missing('units', 'organization.managementAccount: the root or the units whose accounts get a stack')]
      : []),
    ...(security?.admit === 'organization' && (id === null || id === undefined)
      ? [missing('id', 'security.admit: organization')]
      : []),
  ];
}
