import { App } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Archive } from '../../lambda/config/config.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import type { DerivedPattern } from '../../lambda/eventbridge/derived-pattern.ts';
import { CANARY_PATTERN, type MemberPatterns } from '../../lambda/eventbridge/member-patterns.ts';
import type { HandlerCode } from '../../lib/backend.ts';
import { addStacks, type CountersignStacks } from '../../lib/countersign-stacks.ts';
import type { DeployableConfig } from '../../lib/deployable.ts';
import { perHandler } from '../../lib/handlers.ts';
import { SecurityStack } from '../../lib/security-stack.ts';

/** A deployment of two accounts, one of them with a region that must be switched on. */
export const CONFIG: DeployableConfig = {
  ...DEFAULT_CONFIG,
  accounts: [
    { id: '111122223333', name: 'production', regions: ['us-east-1', 'eu-central-1'], owner: null },
    { id: '123456789012', name: 'security', regions: ['us-east-1', 'af-south-1'], owner: null },
  ],
  security: { account: '123456789012', region: 'eu-central-1', alarmEmails: ['oncall@example.com'] },
};

/** A domain of Amazon OpenSearch Service. */
export const ARCHIVE: Archive = {
  url: 'https://search.example.com',
  access: 'sigv4',
  domain: 'arn:aws:es:eu-central-1:123456789012:domain/logs',
  prefix: 'countersign',
  keptDays: 400,
  replicas: 1,
  dashboards: null,
};

export const PATTERNS: readonly DerivedPattern[] = [
  {
    name: 'iam',
    state: 'ENABLED',
    pattern: { source: ['aws.iam'], detail: { eventName: ['CreateUser'] } },
    ruleIds: ['iam/create-user'],
  },
  {
    name: 'sts-reads',
    state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    pattern: { source: ['aws.sts'], detail: { eventName: ['AssumeRole'] } },
    ruleIds: ['sts/assume-role'],
  },
];

/** Calls of IAM are recorded in the global region alone. */
export const MEMBER_PATTERNS: MemberPatterns = {
  global: [...PATTERNS, CANARY_PATTERN],
  regional: [...PATTERNS.slice(1), CANARY_PATTERN],
};

/** The files of the organisation's trail, in another account and region. */
export const ARCHIVE_FEED = {
  bucket: 'org-trail-logs',
  prefix: 'AWSLogs/',
  topicArn: 'arn:aws:sns:us-east-1:999999999999:org-trail-files',
  kmsKeyArn: 'arn:aws:kms:us-east-1:999999999999:key/11112222-3333-4444-5555-666677778888',
};

/** The security stack alone, for configurations of many accounts. */
export function securityStackOf(config: DeployableConfig): SecurityStack {
  return new SecurityStack(testApp(), 'CountersignSecurity', {
    config,
    patterns: MEMBER_PATTERNS,
    code: testCode(),
  });
}

/** The stacks without bundles and without the CDK's own validation: both cost seconds. */
export function stacksOf(config = CONFIG, patterns: MemberPatterns = MEMBER_PATTERNS): CountersignStacks {
  return addStacks(testApp(), { config, patterns, code: testCode() });
}

function testApp(): App {
  return new App({ builtinCloudFormationValidation: false, context: cdkContext() });
}

function testCode(): HandlerCode {
  const code = Code.fromInline('exports.handler = async () => undefined;');
  return perHandler(() => code);
}

export interface Resource {
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is JSON of many shapes, and a test knows which it asks for
  readonly properties: any;
}

export function resourcesOf(template: Template, type: string): readonly Resource[] {
  return Object.entries(template.findResources(type)).map(([id, { Properties }]) => ({
    id,
    type,
    properties: Properties ?? {},
  }));
}

/** A policy's statements, whatever is single as a list. */
export function statementsOf(policyDocument: { Statement: object | object[] }): readonly Statement[] {
  return [policyDocument.Statement].flat().map((statement) => normalised(statement));
}

export interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly condition: unknown;
}

function normalised(statement: object): Statement {
  const { Effect, Action, Resource, Condition } = {
    Effect: '',
    Action: [],
    Resource: [],
    Condition: undefined,
    ...statement,
  };
  return {
    effect: Effect,
    actions: [Action].flat(),
    resources: [Resource].flat(),
    condition: Condition,
  };
}

function cdkContext(): Record<string, unknown> {
  return require('../../cdk.json').context;
}
