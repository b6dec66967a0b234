import type { Subject } from '../../investigate/subject.ts';
import type { CloudTrailTable } from './cloudtrail-table.ts';
import { partitionConditions } from './partition-conditions.ts';

/** What is asked of which table. */
export interface CloudTrailQuestion {
  readonly database: string;
  readonly table: string;
  readonly layout: CloudTrailTable;
  readonly subjects: readonly Subject[];
  /** Both ends known: a table is never read without them. */
  readonly since: number;
  readonly until: number;
  /** Empty: all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** SQL with `?` for each value, and the values as literals of SQL, in order. */
export interface Query {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/** What a record is put together from again: alias, expression, and the column that the table must have. */
const FIELDS: readonly (readonly [alias: string, expression: string, column: string])[] = [
  ['eventVersion', 'eventversion', 'eventversion'],
  ['eventID', 'eventid', 'eventid'],
  ['eventTime', 'eventtime', 'eventtime'],
  ['eventSource', 'eventsource', 'eventsource'],
  ['eventName', 'eventname', 'eventname'],
  ['awsRegion', 'awsregion', 'awsregion'],
  ['sourceIPAddress', 'sourceipaddress', 'sourceipaddress'],
  ['userAgent', 'useragent', 'useragent'],
  ['errorCode', 'errorcode', 'errorcode'],
  ['readOnly', 'CAST(readonly AS varchar)', 'readonly'],
  ['recipientAccountId', 'recipientaccountid', 'recipientaccountid'],
  ['sharedEventID', 'sharedeventid', 'sharedeventid'],
  ['vpcEndpointId', 'vpcendpointid', 'vpcendpointid'],
  ['requestParameters', 'requestparameters', 'requestparameters'],
  ['responseElements', 'responseelements', 'responseelements'],
  ['identityType', 'useridentity.type', 'useridentity'],
  ['identityArn', 'useridentity.arn', 'useridentity'],
  ['identityAccount', 'useridentity.accountid', 'useridentity'],
  ['identityKey', 'useridentity.accesskeyid', 'useridentity'],
  ['identityUser', 'useridentity.username', 'useridentity'],
  ['identityInvokedBy', 'useridentity.invokedby', 'useridentity'],
  ['issuerType', 'useridentity.sessioncontext.sessionissuer.type', 'useridentity'],
  ['issuerArn', 'useridentity.sessioncontext.sessionissuer.arn', 'useridentity'],
  ['issuerUser', 'useridentity.sessioncontext.sessionissuer.username', 'useridentity'],
  ['resourceArn', 'element_at(resources, 1).arn', 'resources'],
  ['resourceType', 'element_at(resources, 1).type', 'resources'],
];

/**
 * The records that have to do with the subjects, of the needed partitions only. Names of tables are quoted, values are
 * parameters: nothing of a key or an ARN is ever part of the SQL.
 */
export function cloudTrailQuery(question: CloudTrailQuestion): Query {
  const { database, table, layout, subjects, since, until } = question;
  const fields = FIELDS.filter(([, , column]) => layout.columns.has(column));
  const partitions = partitionConditions(question);
  const about = aboutSubjects(subjects, layout);
  const conditions = [...partitions, within({ since, until }), about];
  return {
    sql: [
      `SELECT ${fields.map(([alias, expression]) => `${expression} AS "${alias}"`).join(', ')}`,
      `FROM "${database}"."${table}"`,
      `WHERE ${conditions.map(({ sql }) => `(${sql})`).join(' AND ')}`,
    ].join('\n'),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

/** `eventtime` is text in ISO 8601, in UTC: it sorts by time. */
function within({ since, until }: { readonly since: number; readonly until: number }): Query {
  const text = (at: number) => literal(new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'));
  return { sql: 'eventtime >= ? AND eventtime < ?', parameters: [text(since), text(until)] };
}

/** What they did, and the calls that brought them into being. */
function aboutSubjects(subjects: readonly Subject[], { columns }: CloudTrailTable): Query {
  const parts = subjects.flatMap((subject): readonly Query[] => {
    const value = literal(subject.key);
    switch (subject.kind) {
      case 'access-key':
        return [
          { sql: 'useridentity.accesskeyid = ?', parameters: [value] },
          birth("eventsource IN ('iam.amazonaws.com', 'sts.amazonaws.com')", value),
        ];
      case 'principal':
        return [
          { sql: 'useridentity.arn = ?', parameters: [value] },
          { sql: 'useridentity.sessioncontext.sessionissuer.arn = ?', parameters: [value] },
          birth("eventname IN ('CreateUser', 'CreateRole')", value),
        ];
      case 'datadog-key':
        return [];
      default: {
        const unreachable: never = subject;
        return unreachable;
      }
    }
  });
  const known = parts.filter(
    ({ sql }) => columns.has('responseelements') || !sql.includes('responseelements'),
  );
  return {
    sql: known.map(({ sql }) => sql).join(' OR '),
    parameters: known.flatMap(({ parameters }) => parameters),
  };
}

function birth(which: string, value: string): Query {
  return { sql: `${which} AND strpos(responseelements, ?) > 0`, parameters: [value] };
}

/** A literal of SQL: an apostrophe is the one character that could end it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
