import { type MemberCredentials, memberCredentials } from '../adapters/aws/member-credentials.ts';
import { ENVIRONMENT } from '../environment.ts';
import { type Runtime, required } from './runtime.ts';

/** Into every account as the role that only reads. */
export function readingIn(runtime: Runtime, sessionName: string): MemberCredentials {
  return memberCredentials(
    {
      roleName: required(runtime, ENVIRONMENT.readRole),
      externalId: required(runtime, ENVIRONMENT.externalId),
      sessionName,
      sts: { region: required(runtime, ENVIRONMENT.awsRegion) },
    },
    runtime.clock,
  );
}
