import type { AwsAnswer, AwsRequest } from './aws-endpoint.ts';

/** STS as far as roles go: the session's token names the account, so that a service knows whose it is. */
export function assumeRole({ input }: AwsRequest, closed: readonly string[], expiresAt: number): AwsAnswer {
  const account = accountOf(input);
  if (closed.includes(account)) {
    return {
      status: 403,
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not allowed to assume the role of ${account}</Message></Error></ErrorResponse>`,
    };
  }
  const credentials = `<AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>${account}</SessionToken><Expiration>${new Date(expiresAt).toISOString()}</Expiration>`;
  return {
    body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  };
}

export function accountOf(input: AwsRequest['input']): string {
  return String(input['RoleArn']).split(':')[4] ?? '';
}
