import { z } from 'zod';
import { CIS_CONTROLS } from './cis-controls.ts';
import type { Config, Organization } from './config.ts';
import { ADMISSIONS, ALARM_SEVERITIES, ARCHIVE_ACCESS, LEVELS, UNAUTHORIZED_FILTERS } from './config.ts';
import { DEFAULT_CONFIG } from './default-config.ts';
import * as field from './fields.ts';
import { list, mapping, oneOf, section } from './shapes.ts';
import { workingHoursOf, workingHoursSection } from './working-hours.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const regions = z
  .union([z.literal('all'), list(field.region, 'all, or a list of regions').min(1)], {
    error: 'all, or a list of regions',
  })
  .default('all');

const account = mapping({
  id: field.accountId,
  name: field.name,
  regions,
  owner: field.email.nullish(),
  trail: mapping({ logGroup: field.logGroup, region: field.region }).nullish(),
});

const automation = mapping({
  name: field.name,
  principal: field.principalArn,
  subject: field.subject.nullish(),
  network: field.name.nullish(),
  rules: list(field.ruleId, 'a list of rule ids').min(
    1,
    'at least one rule id: there is no exception from all rules',
  ),
  owner: field.email,
  expires: field.lastDay,
});

const network = mapping({
  name: field.name,
  cidrs: list(field.cidr, 'a list of address ranges').min(1, 'at least one address range'),
});

const defaults = DEFAULT_CONFIG.verification;

/** Longest that anything is kept: what is kept longer is kept for ever. */
const LONGEST_KEPT_MS = 3_650 * DAY_MS;

const archive = mapping({
  url: field.clusterUrl,
  access: oneOf(ARCHIVE_ACCESS).default('sigv4'),
  domain: field.domainArn.nullish(),
  prefix: field.indexPrefix.default('countersign'),
  keep: field.duration(DAY_MS, LONGEST_KEPT_MS).default(400 * DAY_MS),
  replicas: field.replicas.default(1),
  dashboards: field.clusterUrl.nullish(),
});

/** `countersign.yaml` as it is written, defaults filled in. */
export const configDocument = section({
  accounts: list(account, 'a list of accounts').min(1, 'at least one account').nullish(),
  security: mapping({
    account: field.accountId,
    region: field.region,
    alarmEmails: list(field.email, 'a list of e-mail addresses').default([]),
    admit: oneOf(ADMISSIONS).default('accounts'),
    tracing: z.boolean({ error: 'true or false' }).default(false),
  }).nullish(),
  organization: section({
    id: field.organizationId.nullish(),
    managementAccount: field.accountId.optional(),
    units: list(field.unitId, 'a list of roots or organisational units').default([]),
    regions,
  }),
  people: section({
    domains: list(field.domain, 'a list of domains').min(1, 'at least one domain').nullish(),
    overrides: z
      .record(z.string(), field.email, { error: 'a mapping of principal to e-mail address' })
      .nullish(),
    owners: z
      .record(field.principalArn, field.email, { error: 'a mapping of role or user to e-mail address' })
      .nullish(),
  }),
  automation: list(automation, 'a list of automation entries').nullish(),
  networks: section({ trusted: list(network, 'a list of networks').nullish() }),
  verification: section({
    deadline: field.duration(MINUTE_MS / 2, 4 * HOUR_MS).default(defaults.deadlineMs),
    askWithin: field.duration(MINUTE_MS, 7 * DAY_MS).default(defaults.askWithinMs),
    reportAfter: field.duration(MINUTE_MS, 14 * DAY_MS).default(defaults.reportAfterMs),
    quietPeriod: z.union([z.literal('off'), field.duration(MINUTE_MS, 4 * HOUR_MS)]).optional(),
    alertWindow: field.duration(MINUTE_MS, DAY_MS).default(defaults.alertWindowMs),
  }),
  workingHours: workingHoursSection.nullish(),
  slack: section({ securityChannel: field.channelId.nullish() }),
  pagerDuty: section({ region: oneOf(['us', 'eu']).default(DEFAULT_CONFIG.pagerDuty.region) }),
  duo: section({
    host: field.duoHost.nullish(),
    names: z.record(field.email, field.name, { error: 'a mapping of e-mail address to user name' }).nullish(),
  }),
  journal: section({
    keep: z.union([z.literal('forever'), field.duration(30 * DAY_MS, LONGEST_KEPT_MS)]).optional(),
  }),
  archive: archive.nullish(),
  archiveFeed: mapping({
    bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket'),
    prefix: z
      .string()
      .regex(/^[\w/.-]*$/, 'what the names of the files begin with, such as AWSLogs/')
      .default(''),
    topicArn: z.string().regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/, 'the ARN of a topic'),
    kmsKeyArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, 'the ARN of a key')
      .nullish(),
  }).nullish(),
  cis: section({
    unauthorizedCalls: oneOf(UNAUTHORIZED_FILTERS).default(DEFAULT_CONFIG.cis.unauthorizedCalls),
    severities: z
      .partialRecord(oneOf(CIS_CONTROLS), oneOf(ALARM_SEVERITIES), {
        error: 'a mapping of control to severity',
      })
      .nullish(),
  }),
  rules: section({
    folders: list(field.name, 'a list of folders')
      .min(1, 'at least one folder')
      .default([...DEFAULT_CONFIG.rules.folders]),
    levels: z.record(field.ruleId, oneOf(LEVELS), { error: 'a mapping of rule id to level' }).nullish(),
  }),
});

export type ConfigDocument = z.infer<typeof configDocument>;

/** The configuration in the program's words. */
export function configOf(document: ConfigDocument): Config {
  return {
    accounts: document.accounts?.map((entry) => ({ ...entry, owner: entry.owner ?? null })) ?? null,
    security: document.security ?? null,
    organizationId: document.organization.id ?? null,
    organization: organizationOf(document),
    people: {
      domains: document.people.domains ?? null,
      overrides: document.people.overrides ?? {},
      owners: document.people.owners ?? {},
    },
    automation: (document.automation ?? []).map((entry) => ({
      ...entry,
      subject: entry.subject ?? null,
      network: entry.network ?? null,
    })),
    networks: { trusted: document.networks.trusted ?? [] },
    verification: {
      deadlineMs: document.verification.deadline,
      askWithinMs: document.verification.askWithin,
      reportAfterMs: document.verification.reportAfter,
      quietMs: quietMsOf(document),
      alertWindowMs: document.verification.alertWindow,
    },
    workingHours: workingHoursOf(document.workingHours),
    slack: { securityChannel: document.slack.securityChannel ?? null },
    pagerDuty: document.pagerDuty,
    duo: { host: document.duo.host ?? null, names: document.duo.names ?? {} },
    journal: journalOf(document),
    archive: archiveOf(document),
    ...(document.archiveFeed != null && {
      archiveFeed: { ...document.archiveFeed, kmsKeyArn: document.archiveFeed.kmsKeyArn ?? null },
    }),
    cis: {
      unauthorizedCalls: document.cis.unauthorizedCalls,
      severities: document.cis.severities ?? {},
    },
    rules: { folders: document.rules.folders, levels: document.rules.levels ?? {} },
  };
}

function quietMsOf({ verification: { quietPeriod } }: ConfigDocument): number | null {
  if (quietPeriod === undefined) return DEFAULT_CONFIG.verification.quietMs;
  return quietPeriod === 'off' ? null : quietPeriod;
}

function journalOf({ journal }: ConfigDocument): Config['journal'] {
  if (journal.keep === undefined) return DEFAULT_CONFIG.journal;
  return { keptMs: journal.keep === 'forever' ? null : journal.keep };
}

function archiveOf({ archive: written }: ConfigDocument): Config['archive'] {
  if (written == null) return null;
  const { keep, dashboards = null, domain = null, ...rest } = written;
  return { ...rest, keptDays: Math.ceil(keep / DAY_MS), dashboards, domain };
}

/** With organisational units the StackSets are on. */
function organizationOf({ organization }: ConfigDocument): Organization | null {
  const { managementAccount, units, regions: where } = organization;
  return managementAccount === undefined || units.length === 0
    ? null
    : { managementAccount, units, regions: where };
}
