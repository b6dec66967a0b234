/** A column as Glue describes it. */
export interface TableColumn {
  readonly Name?: string | undefined;
  readonly Type?: string | undefined;
}

/** What Athena tells of a table. */
export interface TableDescription {
  readonly Columns?: readonly TableColumn[] | undefined;
  readonly PartitionKeys?: readonly TableColumn[] | undefined;
  readonly Parameters?: Readonly<Record<string, string>> | undefined;
}

/** A partition column by what it divides the logs by. */
export interface Partition {
  readonly by: 'date' | 'year' | 'month' | 'day' | 'region' | 'account';
  readonly column: string;
  /** How its values are written in SQL. */
  readonly type: 'text' | 'number' | 'date';
  /** Of a date, such as `yyyy/MM/dd`. */
  readonly format: string;
}

/** How a table of CloudTrail logs is laid out. */
export interface CloudTrailTable {
  /** Lower case, as Glue keeps them. */
  readonly columns: ReadonlySet<string>;
  readonly partitions: readonly Partition[];
  /** Where the files of one partition lie, with `${column}` for each partition; null where the table does not say. */
  readonly template: string | null;
  /** Values of partitions that the table lists, by column. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Without these no call can be told. */
const NEEDED = ['useridentity', 'eventtime', 'eventsource', 'eventname', 'eventid'];

/**
 * What the partitions of the tables that AWS documents are called: by projection `timestamp`, by hand `region`, `year`,
 * `month`, `day`, of organisations also the account. Source: "Query AWS CloudTrail logs", Amazon Athena User Guide.
 */
const NAMES: readonly (readonly [RegExp, Partition['by']])[] = [
  [/^(?:timestamp|date|dt|event_?date|partition_?date|log_?date)$/, 'date'],
  [/^year$/, 'year'],
  [/^month$/, 'month'],
  [/^(?:aws_?)?region$/, 'region'],
  [/^(?:aws_?)?account(?:_?id)?$/, 'account'],
];

/** The layout, or in words why it is no table of CloudTrail logs. */
export function cloudTrailTable(description: TableDescription): CloudTrailTable | string {
  const { Columns = [], PartitionKeys = [], Parameters = {} } = description;
  const columns = new Set(Columns.map(({ Name = '' }) => Name.toLowerCase()));
  const missing = NEEDED.filter((name) => !columns.has(name));
  if (missing.length > 0)
    return `has no column ${missing.join(', ')}: it is not a table of CloudTrail logs in the layout that AWS documents`;
  const keys = PartitionKeys.map(({ Name = '', Type = '' }) => ({ column: Name.toLowerCase(), type: Type }));
  const hasYear = keys.some(({ column }) => column === 'year');
  const partitions = keys.flatMap(({ column, type }): readonly Partition[] => {
    const by = column === 'day' ? (hasYear ? 'day' : 'date') : NAMES.find(([name]) => name.test(column))?.[1];
    if (by === undefined) return [];
    const kind = /int/.test(type) ? 'number' : type === 'date' ? 'date' : 'text';
    const format =
      Parameters[`projection.${column}.format`] ?? (kind === 'date' ? 'yyyy-MM-dd' : 'yyyy/MM/dd');
    return [{ by, column, type: kind, format }];
  });
  return { columns, partitions, template: templateOf(Parameters), values: valuesOf(Parameters) };
}

function templateOf(parameters: Readonly<Record<string, string>>): string | null {
  return parameters['storage.location.template'] ?? null;
}

function valuesOf(parameters: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, text]) => {
      const column = /^projection\.(.+)\.values$/.exec(name)?.[1];
      return column === undefined ? [] : [[column, text.split(',').map((value) => value.trim())]];
    }),
  );
}
