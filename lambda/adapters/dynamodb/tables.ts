/** A table's keys and indexes as plain data: the deployment and the local run create the same tables from it. */
export interface TableShape {
  readonly key: KeyShape;
  readonly indexes: readonly IndexShape[];
  /** Attribute with the time to live; seconds since 1970. */
  readonly timeToLive: string;
}

export interface KeyShape {
  readonly partition: KeyAttribute;
  readonly sort: KeyAttribute | null;
}

/** Holds the keys only: what is found is read from the table, strongly consistent, so a late index misleads nobody. */
export interface IndexShape extends KeyShape {
  readonly name: string;
}

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'string' | 'number';
}

/**
 * Cases, call marks and quarantined bodies (later leases), told apart by the prefix of `pk`:
 *
 * | item | pk | sk |
 * | --- | --- | --- |
 * | case | `case#<group>` | generation: the newest of a group is one consistent query, backwards, limit 1 |
 * | call mark | `call#<account>/<eventID>` | 0 |
 * | credential link | `credential#key:<access key id>`, `credential#shared:<sharedEventID>` | 0 |
 * | what is remembered | `memory#correlation/<id>/<group>` | 0 |
 * | quarantined body | `quarantine#<message id>` | number of the chunk; 0 has the reason |
 *
 * The indexes are sparse; in the first two each kind is one partition. They hold keys only, of cases and quarantined bodies only,
 * and a partition takes 1,000 such writes a second, far more than one drain makes; so there is nothing to shard, and
 * one query gives the exact order.
 *
 * - `due`: open cases (`dueKind` = `case`) by `dueAt`.
 * - `listed`: all cases, all quarantined bodies, by time and id.
 * - `asked`: questions by the Slack user they were sent to, and by time and id.
 */
export const STATE_TABLE = {
  key: { partition: { name: 'pk', type: 'string' }, sort: { name: 'sk', type: 'number' } },
  indexes: [
    { name: 'due', partition: { name: 'dueKind', type: 'string' }, sort: { name: 'dueAt', type: 'number' } },
    {
      name: 'listed',
      partition: { name: 'listed', type: 'string' },
      sort: { name: 'listedAt', type: 'string' },
    },
    {
      name: 'asked',
      partition: { name: 'asked', type: 'string' },
      sort: { name: 'listedAt', type: 'string' },
    },
  ],
  timeToLive: 'expiresAt',
} as const satisfies TableShape;

/** The index that finds the calls of an access key. */
export const CREDENTIAL_INDEX = 'byCredential';

/**
 * Journal entries by id. `byTime` finds them by day (`<day>/<shard>`) and, within, by time and id. Every call writes
 * here, so a day is spread over `JOURNAL_SHARDS` partitions. The item `days` lists the days that have entries, so that
 * reading a long time asks only for those. `byCredential` finds the calls made with an access key (`<key>/<shard>`, since
 * one key may make most of a day's calls) by time; it is sparse.
 */
export const JOURNAL_TABLE = {
  key: { partition: { name: 'id', type: 'string' }, sort: null },
  indexes: [
    { name: 'byTime', partition: { name: 'bucket', type: 'string' }, sort: { name: 'atId', type: 'string' } },
    {
      name: CREDENTIAL_INDEX,
      partition: { name: 'credential', type: 'string' },
      sort: { name: 'atId', type: 'string' },
    },
  ],
  timeToLive: 'expiresAt',
} as const satisfies TableShape;

/** Eight times 1,000 writes a second, which is what one partition of an index takes. */
export const JOURNAL_SHARDS = 8;
