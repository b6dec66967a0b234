import { Client } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';
import type { AwsCredentials } from '../aws/sign-request.ts';

/** How a cluster knows us. */
export type SearchAccess =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'api-key'; readonly apiKey: string }
  | {
      readonly kind: 'sigv4';
      readonly region: string;
      readonly credentials: () => Promise<AwsCredentials>;
    };

export interface SearchClientOptions {
  /** Of Elasticsearch or OpenSearch; may have a path. */
  readonly url: string;
  readonly access: SearchAccess;
  /** For one request, from sending to the end of the answer. */
  readonly timeoutMs: number;
}

/**
 * The OpenSearch client, which Elasticsearch 8 and 9 answer too: it sends neither the media types with
 * `compatible-with`, which they refuse for another version, nor looks for their product header. It does not retry:
 * what to try again is decided document by document.
 */
export function createSearchClient({ url, access, timeoutMs }: SearchClientOptions): Client {
  return new Client({
    node: url,
    maxRetries: 0,
    requestTimeout: timeoutMs,
    ...accessOptions(access),
  });
}

function accessOptions(access: SearchAccess) {
  switch (access.kind) {
    case 'none':
      return {};
    case 'basic':
      return { auth: { username: access.username, password: access.password } };
    case 'api-key':
      return { headers: { authorization: `ApiKey ${access.apiKey}` } };
    case 'sigv4':
      return AwsSigv4Signer({
        region: access.region,
        service: 'es',
        getCredentials: async () => {
          const { accessKeyId, secretAccessKey, sessionToken = '' } = await access.credentials();
          return { accessKeyId, secretAccessKey, sessionToken };
        },
      });
    default: {
      const unreachable: never = access;
      return unreachable;
    }
  }
}

/** What we would not like to see again in a reason. */
export function secretsIn(access: SearchAccess): readonly string[] {
  if (access.kind === 'basic') return [access.password];
  return access.kind === 'api-key' ? [access.apiKey] : [];
}
