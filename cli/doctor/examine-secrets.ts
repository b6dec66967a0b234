import type { Config } from '../../lambda/config/config.ts';
import type { Secrets } from '../../lambda/ports/secrets.ts';
import {
  ARCHIVE_SECRET,
  ARCHIVE_SECRET_FIELDS,
  SECRET_FIELDS,
  SECRET_NAMES,
} from '../../lambda/secret-fields.ts';
import { examineDuo, examinePagerDuty, examineSlack, type VendorAccess } from './examine-vendors.ts';
import { DEPLOYMENT, type Finding, isMissing, isRefusal, right, unknown, wrong } from './finding.ts';

type Fields = Readonly<Record<string, string>>;

/** Each secret, whether its fields are filled in, and whether its vendor takes it. No value is shown. */
export async function examineSecrets(
  secrets: Secrets,
  access: VendorAccess,
  config: Pick<Config, 'archive'>,
): Promise<readonly Finding[]> {
  const { slackSigning, slackToken, duo, pagerDuty, pagerDutyWebhook } = SECRET_FIELDS;
  const examined = await Promise.all([
    filled(secrets, SECRET_NAMES.slackSigning, slackSigning),
    filled(secrets, SECRET_NAMES.slackToken, slackToken, (fields) =>
      examineSlack(access, fields[slackToken.token] ?? ''),
    ),
    filled(secrets, SECRET_NAMES.duo, duo, (fields) =>
      examineDuo(access, {
        integrationKey: fields[duo.integrationKey] ?? '',
        secretKey: fields[duo.secretKey] ?? '',
      }),
    ),
    filled(secrets, SECRET_NAMES.pagerDuty, pagerDuty, (fields) =>
      examinePagerDuty(access, fields[pagerDuty.routingKey] ?? ''),
    ),
    filled(secrets, SECRET_NAMES.pagerDutyWebhook, pagerDutyWebhook),
    ...archiveFieldsOf(config).map((fields) => filled(secrets, ARCHIVE_SECRET, fields)),
  ]);
  return examined.flat();
}

function archiveFieldsOf({ archive }: Pick<Config, 'archive'>): readonly Fields[] {
  if (archive?.access === 'basic' || archive?.access === 'api-key')
    return [ARCHIVE_SECRET_FIELDS[archive.access]];
  return [];
}

/** @param tryOut with the vendor, once all fields are there */
async function filled(
  secrets: Secrets,
  name: string,
  named: Fields,
  tryOut?: (fields: Fields) => Promise<Finding>,
): Promise<readonly Finding[]> {
  const outcome = await secrets.read(name);
  const fill = `Fill it in: aws secretsmanager put-secret-value --secret-id ${name} (docs/deploy.md#secrets)`;
  if (isMissing(outcome)) {
    const remedy = 'Deploy the security stack, then fill it in';
    return [wrong('secrets', DEPLOYMENT, `${name} is not there`, remedy)];
  }
  if (outcome.kind === 'permanent' && !isRefusal(outcome)) {
    return [wrong('secrets', DEPLOYMENT, `${name}: ${withoutName(outcome.reason, name)}`, fill)];
  }
  if (outcome.kind !== 'delivered') {
    const finding = unknown('secrets', DEPLOYMENT, outcome, `secretsmanager:GetSecretValue of ${name}`);
    return [{ ...finding, detail: `${name}: ${finding.detail}` }];
  }
  const missing = Object.values(named).filter((field) => !outcome.value[field]);
  if (missing.length > 0) {
    return [wrong('secrets', DEPLOYMENT, `${name}: the field ${missing.join(', ')} is missing`, fill)];
  }
  const complete = right('secrets', DEPLOYMENT, `${name} is filled in`);
  return tryOut === undefined ? [complete] : [complete, await tryOut(outcome.value)];
}

function withoutName(reason: string, name: string): string {
  return reason.replace(`secret ${name}`, '').replace(/^[: ]+/u, '');
}
