import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import {
  JOURNAL_TABLE,
  type KeyAttribute,
  type KeyShape,
  STATE_TABLE,
  type TableShape,
} from '../lambda/adapters/dynamodb/tables.ts';

export interface Tables {
  readonly state: Table;
  readonly journal: Table;
  /** ARN of what the journal writes down, as it comes. */
  readonly journalStream: string;
}

/** Cases and call marks, and the journal. They outlive the stack. */
export function addTables(scope: Construct): Tables {
  const state = table(scope, 'StateTable', STATE_TABLE);
  const journal = table(scope, 'JournalTable', JOURNAL_TABLE, StreamViewType.NEW_IMAGE);
  const { tableStreamArn: journalStream } = journal;
  if (journalStream === undefined) throw new Error('the journal table was made without its stream');
  return { state, journal, journalStream };
}

/** The key of AWS, because it shows every use in CloudTrail and costs nothing a month. */
function table(scope: Construct, id: string, shape: TableShape, stream?: StreamViewType): Table {
  const created = new Table(scope, id, {
    ...keysOf(shape.key),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    ...(stream !== undefined && { stream }),
    timeToLiveAttribute: shape.timeToLive,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const index of shape.indexes) {
    created.addGlobalSecondaryIndex({
      indexName: index.name,
      ...keysOf(index),
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
  return created;
}

function keysOf({ partition, sort }: KeyShape): { partitionKey: Attribute; sortKey?: Attribute } {
  return { partitionKey: attribute(partition), ...(sort !== null && { sortKey: attribute(sort) }) };
}

function attribute({ name, type }: KeyAttribute): Attribute {
  return { name, type: type === 'number' ? AttributeType.NUMBER : AttributeType.STRING };
}
