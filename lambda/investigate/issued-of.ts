import type { ApiCall } from '../cloudtrail/api-call.ts';
import { objectOf, textOf } from '../cloudtrail/json.ts';
import type { Issued } from './action.ts';

/**
 * The credential that a call brought into being: by `CreateAccessKey` a user's, by `AssumeRole` and its kin,
 * `GetSessionToken` and `GetFederationToken` a temporary one. Source: "Logging IAM and AWS STS API calls with AWS
 * CloudTrail", IAM User Guide.
 */
export function issuedOf({ record, eventSource, principal }: ApiCall): Issued | null {
  const response = objectOf(record['responseElements']);
  if (eventSource === 'iam.amazonaws.com') {
    const created = objectOf(response['accessKey']);
    const key = textOf(created['accessKeyId']);
    return key === null ? null : { key, holder: textOf(created['userName']) ?? principal.label };
  }
  const key = textOf(objectOf(response['credentials'])['accessKeyId']);
  if (key === null) return null;
  const holder =
    textOf(objectOf(response['assumedRoleUser'])['arn']) ??
    textOf(objectOf(response['federatedUser'])['arn']) ??
    textOf(objectOf(record['requestParameters'])['roleArn']);
  return { key, holder: holder ?? principal.arn ?? principal.label };
}
