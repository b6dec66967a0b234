import type { JsonObject, JsonValue } from '../../cloudtrail/json.ts';
import { isTrue, parameter, textsBelow } from '../request-values.ts';
import type { Analyser, AnalyserTable, Exposure } from './analyser.ts';
import { underNames } from './analyser.ts';
import { policyIn } from './resource-policy.ts';

/** Canned ACLs that let everybody, or everybody with any AWS account, in. Source: "Access control list (ACL) overview". */
const PUBLIC_CANNED = /^(public-read|public-read-write|authenticated-read)$/i;
const PUBLIC_GROUP = /acs\.amazonaws\.com\/groups\/global\/(AllUsers|AuthenticatedUsers)/i;

/** Canned ACL, grant headers and grants in the body: whichever way the request says it. */
function aclIsPublic(parameters: JsonObject): boolean {
  return (
    textsBelow(parameter(parameters, 'x-amz-acl')).some((text) => PUBLIC_CANNED.test(text)) ||
    textsBelow(parameters).some((text) => PUBLIC_GROUP.test(text))
  );
}

function acl(publicly: Exposure): Analyser {
  return ({ parameters }) => (aclIsPublic(parameters) ? [publicly] : []);
}

/**
 * Of the four settings two pairs guard one way each: ACLs, and policies. A way is open when neither of its pair is on.
 * Source: "Blocking public access to your Amazon S3 storage", section "Block public access settings".
 */
const publicAccessBlock: Analyser = ({ parameters }) => {
  const block = parameter(parameters, 'publicaccessblockconfiguration');
  const guards = [
    ['blockpublicacls', 'ignorepublicacls'],
    ['blockpublicpolicy', 'restrictpublicbuckets'],
  ];
  const guarded = guards.every((pair) => pair.some((name) => isTrue(firstOf(parameter(block, name)))));
  return guarded ? [] : ['public-access-unblocked'];
};

const unblocked: Analyser = () => ['public-access-unblocked'];

function firstOf(value: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(value) ? value[0] : value;
}

const bucketCalls = {
  ...underNames(['PutBucketAcl', 'CreateBucket'], acl('public-bucket')),
  ...underNames(
    ['PutObjectAcl', 'PutObject', 'CopyObject', 'CreateMultipartUpload'],
    acl('public-object-acl'),
  ),
  ...underNames(['PutBucketPublicAccessBlock', 'PutAccountPublicAccessBlock'], publicAccessBlock),
  ...underNames(
    ['DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock', 'DeletePublicAccessBlock'],
    unblocked,
  ),
  PutBucketPolicy: policyIn('bucketpolicy', 'public-bucket'),
  PutAccessPointPolicy: policyIn('policy', 'public-bucket'),
} satisfies Record<string, Analyser>;

/** The account's settings were written under `s3-control` in places. */
export const BUCKETS: AnalyserTable = {
  's3.amazonaws.com': bucketCalls,
  's3-control.amazonaws.com': bucketCalls,
};
