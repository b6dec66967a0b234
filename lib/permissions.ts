import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { METRIC_NAMESPACE } from '../lambda/adapters/cloudwatch/namespace.ts';
import { CREDENTIAL_INDEX, STATE_TABLE } from '../lambda/adapters/dynamodb/tables.ts';
import type { ArchiveFeed, Organization } from '../lambda/config/config.ts';
import { EVENTS_TOPIC } from '../lambda/config/topics.ts';
import { CANARY_ROLE, READ_ROLE } from './names.ts';

/**
 * What the functions may do, each in the words of the adapter that does it. The CDK's own grants give more: every
 * action a table has, on all of its indexes.
 */

export function mayReceive(...queues: readonly IQueue[]): PolicyStatement {
  return allow(
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    queues.map(({ queueArn }) => queueArn),
  );
}

export function maySend(...queues: readonly IQueue[]): PolicyStatement {
  return allow(
    ['sqs:SendMessage'],
    queues.map(({ queueArn }) => queueArn),
  );
}

/** `BatchWriteItem` could delete; a mark or a case is only ever replaced. */
export function mayKeepState(table: Table): readonly PolicyStatement[] {
  const items = ['GetItem', 'BatchGetItem', 'PutItem', 'BatchWriteItem', 'Query'];
  return [
    allow(
      items.map((action) => `dynamodb:${action}`),
      [table.tableArn],
    ),
    allow(['dynamodb:Query'], indexArns(table, STATE_TABLE.indexes)),
  ];
}

/** To find the calls of one access key. */
export function mayReadCredentials(table: Table): readonly PolicyStatement[] {
  const index = `${table.tableArn}/index/${CREDENTIAL_INDEX}`;
  return [allow(['dynamodb:Query'], [index]), allow(['dynamodb:BatchGetItem'], [table.tableArn])];
}

/** To read the journal is not the other functions' business. */
export function mayAppendToJournal(table: Table): PolicyStatement {
  const items = ['BatchGetItem', 'BatchWriteItem', 'UpdateItem'];
  return allow(
    items.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  );
}

/** Entries by their ids: what the queue of those to be shipped later names. */
export function mayFindInJournal(table: Table): PolicyStatement {
  return allow(['dynamodb:BatchGetItem'], [table.tableArn]);
}

/** Documents that the archive will never take are kept where messages are that nobody could read. */
export function mayQuarantine(table: Table): PolicyStatement {
  return allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:BatchWriteItem'], [table.tableArn]);
}

/** For Lambda, which reads the stream on the function's behalf; `ListStreams` knows no resources. */
export function mayReadStream(streamArn: string): readonly PolicyStatement[] {
  const reading = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
  return [
    allow(
      reading.map((action) => `dynamodb:${action}`),
      [streamArn],
    ),
    allow(['dynamodb:ListStreams'], ['*']),
  ];
}

/** A domain of Amazon OpenSearch Service: its own policy says which indexes the role may write. */
export function mayWriteDomain(arn: string): PolicyStatement {
  return allow(['es:ESHttpPost'], [`${arn}/_bulk`]);
}

export function mayReadSecrets(...arns: readonly string[]): PolicyStatement {
  return allow(['secretsmanager:GetSecretValue'], arns);
}

/** CloudWatch has no resource for figures; the namespace is the narrowest there is. */
export function mayPublishMetrics(): PolicyStatement {
  const statement = allow(['cloudwatch:PutMetricData'], ['*']);
  statement.addCondition('StringEquals', { 'cloudwatch:namespace': METRIC_NAMESPACE });
  return statement;
}

/** Every account's topic; which of them are expected, the drain knows from the configuration. */
export function mayConfirmSubscriptions(partition: string): PolicyStatement {
  return allow(['sns:ConfirmSubscription'], [everyTopic(partition)]);
}

/** Which are expected, and when each last arrived. */
export function mayKeepCanaries(table: Table): PolicyStatement {
  return allow(['dynamodb:PutItem', 'dynamodb:BatchGetItem'], [table.tableArn]);
}

/** In every account: which are members, the canary knows from the configuration. */
export function mayAssumeCanaryRoles(partition: string): PolicyStatement {
  return allow(['sts:AssumeRole'], [everyCanaryRole(partition)]);
}

/** In every account: where, the function's occasion says. */
export function mayAssumeReadRoles(partition: string): PolicyStatement {
  return allow(['sts:AssumeRole'], [everyReadRole(partition)]);
}

/** Who is in the organisation, as StackSets see it. The roots and units belong to the management account. */
export function mayListAccounts(
  partition: string,
  organization: Organization | null,
): readonly PolicyStatement[] {
  if (organization === null) return [];
  const actions = ['organizations:ListAccountsForParent', 'organizations:ListOrganizationalUnitsForParent'];
  return [allow(actions, unitArns(partition, organization))];
}

export function accountListingReasons(
  partition: string,
  organization: Organization | null,
): readonly Wildcard[] {
  if (organization === null) return [];
  return unitArns(partition, organization).map((arn) => ({
    id: `AwsSolutions-IAM5[Resource::${arn}]`,
    reason: 'Every unit of the one organisation: accounts join anywhere in it.',
  }));
}

function unitArns(partition: string, { managementAccount }: Organization): readonly string[] {
  return ['root', 'ou'].map((kind) => `arn:${partition}:organizations::${managementAccount}:${kind}/*`);
}

/** The trail's files and nothing else in that bucket; the key, where they are encrypted with one. */
export function mayReadTrailFiles(partition: string, feed: ArchiveFeed): readonly PolicyStatement[] {
  const read = allow(['s3:GetObject'], [trailFiles(partition, feed)]);
  return feed.kmsKeyArn === null ? [read] : [read, allow(['kms:Decrypt'], [feed.kmsKeyArn])];
}

export function trailFilesReason(partition: string, feed: ArchiveFeed): Wildcard {
  return {
    id: `AwsSolutions-IAM5[Resource::${trailFiles(partition, feed)}]`,
    reason: 'Every file of the trail, whose names hold account, region and time.',
  };
}

function trailFiles(partition: string, { bucket, prefix }: ArchiveFeed): string {
  return `arn:${partition}:s3:::${bucket}/${prefix}*`;
}

/** cdk-nag's names for the wildcards above, and why each is there. */
export function wildcardReasons(
  partition: string,
): Readonly<Record<'metrics' | 'topics' | 'canaries' | 'reading', Wildcard>> {
  return {
    metrics: {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'cloudwatch:PutMetricData knows no resources; a condition keeps it to our own namespace.',
    },
    topics: {
      id: `AwsSolutions-IAM5[Resource::${everyTopic(partition)}]`,
      reason:
        'Confirming needs the token that SNS put into our queue, and the queue admits only configured accounts.',
    },
    canaries: {
      id: `AwsSolutions-IAM5[Resource::${everyCanaryRole(partition)}]`,
      reason:
        'One role of a fixed name in each account; the role lets nobody else in and may write one parameter.',
    },
    reading: {
      id: `AwsSolutions-IAM5[Resource::${everyReadRole(partition)}]`,
      reason: 'One role of a fixed name in each account, which reads and changes nothing.',
    },
  };
}

export interface Wildcard {
  readonly id: string;
  readonly reason: string;
}

function everyTopic(partition: string): string {
  return `arn:${partition}:sns:*:*:${EVENTS_TOPIC}`;
}

function everyCanaryRole(partition: string): string {
  return `arn:${partition}:iam::*:role/${CANARY_ROLE}`;
}

function everyReadRole(partition: string): string {
  return `arn:${partition}:iam::*:role/${READ_ROLE}`;
}

function indexArns(table: Table, indexes: readonly { readonly name: string }[]): readonly string[] {
  return indexes.map(({ name }) => `${table.tableArn}/index/${name}`);
}

function allow(actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources] });
}
