import { Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { MemberPatterns } from '../lambda/eventbridge/member-patterns.ts';
import { alarmTopic } from './alarm-topic.ts';
import type { Backend, HandlerCode } from './backend.ts';
import { addCanary } from './canary.ts';
import { addComparison } from './comparison.ts';
import { addDashboard } from './dashboard.ts';
import type { DeployableConfig } from './deployable.ts';
import { addDrain } from './drain.ts';
import { eventsQueues } from './events-queue.ts';
import { addInvestigate } from './investigate.ts';
import { investigateQueues } from './investigate-queue.ts';
import { nameVersion } from './name-version.ts';
import { partitionOfKnown } from './names.ts';
import { addOrganizationMembers } from './organization-members.ts';
import { addPagerDutyEndpoint } from './pagerduty-endpoint.ts';
import { publicApi } from './public-api.ts';
import { addScan } from './scan.ts';
import { addSecurityAlarms } from './security-alarms.ts';
import { addShip } from './ship.ts';
import { addSlackEndpoint } from './slack-endpoint.ts';
import { stackSettings } from './stack-settings.ts';
import { addTables } from './tables.ts';
import { addTamperWatch } from './tamper-watch.ts';
import { traceFunctions } from './tracing.ts';
import { addVendorSecrets } from './vendor-secrets.ts';
import { addVerify } from './verify.ts';
import { verifyQueues } from './verify-queue.ts';

export interface SecurityStackProps {
  readonly config: DeployableConfig;
  /** For the StackSets of an organisation. */
  readonly patterns: MemberPatterns;
  readonly code: HandlerCode;
  /** Of the code and configuration, which every function then names. @default none does */
  readonly version?: string;
}

/** Everything that runs: once, in the security account's home region. */
export class SecurityStack extends Stack {
  constructor(scope: Construct, id: string, { config, patterns, code, version }: SecurityStackProps) {
    super(
      scope,
      id,
      stackSettings(config.security, 'countersign-security', 'Countersign: decides, asks and pages'),
    );
    const backend: Backend = {
      partition: partitionOfKnown(config.security.region),
      events: eventsQueues(this, config),
      verify: verifyQueues(this),
      investigate: investigateQueues(this),
      tables: addTables(this),
      secrets: addVendorSecrets(this),
      code,
    };
    const api = publicApi(this);
    const functions = {
      canary: addCanary(this, backend, config),
      compare: addComparison(this, backend, config),
      drain: addDrain(this, backend),
      investigate: addInvestigate(this, backend, config.security.account),
      pagerDuty: addPagerDutyEndpoint(this, backend, api),
      slack: addSlackEndpoint(this, backend, api),
      verify: addVerify(this, backend),
    };
    const topic = alarmTopic(this, config.security.alarmEmails);
    addSecurityAlarms(this, backend, functions, new SnsAction(topic));
    if (config.archive !== null) addShip(this, backend, config.archive, new SnsAction(topic));
    if (config.archiveFeed != null) addScan(this, backend, config.archiveFeed, new SnsAction(topic));
    addTamperWatch(this, topic);
    addDashboard(this, backend, functions);
    if (config.organization !== null) {
      addOrganizationMembers(this, config, config.organization, patterns);
    }
    if (version !== undefined) nameVersion(this, version);
    if (config.security.tracing === true) traceFunctions(this);
  }
}
