import type { JsonObject, JsonValue } from '../../cloudtrail/json.ts';
import { readPolicy } from '../policy/policy-document.ts';
import { isTrue, parameter, textsBelow, textsNamed } from '../request-values.ts';
import type { Analyser, AnalyserTable, Exposure } from './analyser.ts';
import { underNames } from './analyser.ts';
import { policyExposure, policyIn } from './resource-policy.ts';

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
  return ({ parameters }) => {
    if (aclIsPublic(parameters)) return [publicly];
    return grantsToAnother(parameters) ? ['foreign-account'] : [];
  };
}

/** CloudFront's, which writes logs. Source: "Configure standard logging (legacy)", CloudFront Developer Guide. */
const LOG_DELIVERY = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';
const CANONICAL_ID = new Set(['id']);

/** Grants name accounts by ids of their own, so that any but the owner's is taken for foreign. */
function grantsToAnother(parameters: JsonObject): boolean {
  const policy = parameter(parameters, 'accesscontrolpolicy');
  const owner = parameter(parameter(policy, 'owner'), 'id');
  const granted = textsNamed(parameter(policy, 'accesscontrollist'), CANONICAL_ID);
  return owner !== undefined && granted.some((id) => id !== owner && id !== LOG_DELIVERY);
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

/** Everything is blocked where a new access point says nothing of it. */
const accessPoint: Analyser = (request) =>
  parameter(request.parameters, 'publicaccessblockconfiguration') === undefined
    ? []
    : publicAccessBlock(request);

const multiRegionPolicy: Analyser = ({ parameters, ours }) => {
  const request = parameter(parameters, 'putmultiregionaccesspointpolicyrequest') ?? parameters;
  const policy = parameter(parameter(request, 'details'), 'policy');
  return policyExposure(readPolicy(policy), 'public-bucket', ours);
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
  ...underNames(
    ['PutAccessPointPolicy', 'PutAccessPointPolicyForObjectLambda', 'PutAccessGrantsInstanceResourcePolicy'],
    policyIn('policy', 'public-bucket'),
  ),
  PutMultiRegionAccessPointPolicy: multiRegionPolicy,
  CreateAccessPoint: accessPoint,
} satisfies Record<string, Analyser>;

/** The account's settings were written under `s3-control` in places. */
export const BUCKETS: AnalyserTable = {
  's3.amazonaws.com': bucketCalls,
  's3-control.amazonaws.com': bucketCalls,
  's3-outposts.amazonaws.com': bucketCalls,
  's3express.amazonaws.com': bucketCalls,
};
