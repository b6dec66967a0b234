import type { CloudTrailQuestion, Query } from './cloudtrail-query.ts';
import { literal } from './cloudtrail-query.ts';
import type { Partition } from './cloudtrail-table.ts';

const DAY_MS = 86_400_000;
/** A file lies under the day it was delivered, which may be the day after the call. */
const DELIVERED_LATER_MS = DAY_MS;

/** A condition for each partition column, so that Athena reads, and charges for, no other files. */
export function partitionConditions(question: CloudTrailQuestion): readonly Query[] {
  const { layout, accounts, regions } = question;
  return layout.partitions.flatMap((partition): readonly Query[] => {
    switch (partition.by) {
      case 'date': {
        const [first, last] = daysOf(question);
        const parameters = [first, last].map((at) => literalOf(partition, dateText(partition.format, at)));
        return [{ sql: `"${partition.column}" BETWEEN ? AND ?`, parameters }];
      }
      case 'year':
        return [yearsAndMonths(question, partition)];
      case 'month':
      case 'day':
        return [];
      case 'region':
        return oneOf(partition, regions);
      case 'account':
        return oneOf(partition, accounts);
      default: {
        const unreachable: never = partition.by;
        return unreachable;
      }
    }
  });
}

/** The first and the last day whose files are needed. */
function daysOf({ since, until }: CloudTrailQuestion): readonly [number, number] {
  return [since, until + DELIVERED_LATER_MS];
}

function oneOf(partition: Partition, values: readonly string[]): readonly Query[] {
  if (values.length === 0) return [];
  const sql = `"${partition.column}" IN (${values.map(() => '?').join(', ')})`;
  return [{ sql, parameters: values.map((value) => literalOf(partition, value)) }];
}

/** Month by month, since a range over three columns would be pruned by none of them. */
function yearsAndMonths(question: CloudTrailQuestion, year: Partition): Query {
  const [first, last] = daysOf(question);
  const month = question.layout.partitions.find(({ by }) => by === 'month');
  const months = new Set<string>();
  for (let at = first; ; at += DAY_MS) {
    months.add(new Date(Math.min(at, last)).toISOString().slice(0, month === undefined ? 4 : 7));
    if (at >= last) break;
  }
  const parts = [...months].map((text): Query => {
    const [ofYear = '', ofMonth = ''] = text.split('-');
    if (month === undefined) return { sql: `"${year.column}" = ?`, parameters: [literalOf(year, ofYear)] };
    return {
      sql: `"${year.column}" = ? AND "${month.column}" = ?`,
      parameters: [literalOf(year, ofYear), literalOf(month, ofMonth)],
    };
  });
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(' OR '),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function literalOf({ type }: Partition, text: string): string {
  switch (type) {
    case 'number':
      return String(Number(text));
    case 'date':
      return `DATE ${literal(text)}`;
    case 'text':
      return literal(text);
    default: {
      const unreachable: never = type;
      return unreachable;
    }
  }
}

/** A day as a table's projection writes it. */
export function dateText(format: string, at: number): string {
  const [year = '', month = '', day = ''] = new Date(at).toISOString().slice(0, 10).split('-');
  return format.replaceAll("'", '').replace('yyyy', year).replace('MM', month).replace('dd', day);
}
