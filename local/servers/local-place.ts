import type { AwsPlace } from '../../lambda/adapters/aws/client-config.ts';

/** The region in which the embedded servers stand. */
export const LOCAL_REGION = 'eu-west-1';

/** How the clients reach an embedded server, which takes any credentials. */
export function localPlace(endpoint: string): AwsPlace {
  return { endpoint, region: LOCAL_REGION, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}
