import { textOf } from '../../cloudtrail/json.ts';
import type { OurAccounts } from '../policy/our-accounts.ts';
import { type ReadPolicy, readPolicy } from '../policy/policy-document.ts';
import type { Power } from '../policy/power.ts';
import { isAdminPolicyArn, powerOf } from '../policy/power.ts';
import { trustsAnyToken } from '../policy/web-identity-trust.ts';
import { parameter, textsBelow } from '../request-values.ts';
import type { Analyser, AnalyserTable, Exposure } from './analyser.ts';
import { underNames } from './analyser.ts';
import { policyExposure } from './resource-policy.ts';

/** A managed policy of AWS is attached; `name` is the parameter with its ARN. */
function attachment(name: string): Analyser {
  return ({ parameters }) =>
    isAdminPolicyArn(textOf(parameter(parameters, name)) ?? '') ? ['admin-grant'] : [];
}

/** A policy is written for an identity; `name` is the parameter that holds it. */
function document(name: string): Analyser {
  return ({ parameters }) => {
    const policy = readPolicy(parameter(parameters, name));
    if (policy.kind === 'unreadable') return ['unreadable-policy'];
    return GRANTS[powerOf(policy)];
  };
}

const GRANTS: Readonly<Record<Power, readonly Exposure[]>> = {
  admin: ['admin-grant'],
  takeover: ['takeover-grant'],
  none: [],
};

function trust(name: string): Analyser {
  return ({ parameters, ours }) => trustExposure(readPolicy(parameter(parameters, name)), ours);
}

function trustExposure(policy: ReadPolicy, ours: OurAccounts): readonly Exposure[] {
  return trustsAnyToken(policy) ? ['wildcard-trust'] : policyExposure(policy, 'wildcard-trust', ours);
}

/** Policies of EKS that make their holder administrator of a cluster. Source: "Review access policy permissions". */
const CLUSTER_ADMIN = /:cluster-access-policy\/AmazonEKS(ClusterAdmin|Admin)Policy$/;

const clusterPolicy: Analyser = ({ parameters }) =>
  CLUSTER_ADMIN.test(textOf(parameter(parameters, 'policyarn')) ?? '') ? ['admin-grant'] : [];

/** Members of this group of Kubernetes may do everything. */
const clusterGroups: Analyser = ({ parameters }) =>
  textsBelow(parameter(parameters, 'kubernetesgroups')).includes('system:masters') ? ['admin-grant'] : [];

export const IDENTITIES: AnalyserTable = {
  'iam.amazonaws.com': {
    ...underNames(['AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy'], attachment('policyarn')),
    ...underNames(
      ['PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy', 'CreatePolicy', 'CreatePolicyVersion'],
      document('policydocument'),
    ),
    CreateRole: trust('assumerolepolicydocument'),
    UpdateAssumeRolePolicy: trust('policydocument'),
  },
  'eks.amazonaws.com': {
    AssociateAccessPolicy: clusterPolicy,
    ...underNames(['CreateAccessEntry', 'UpdateAccessEntry'], clusterGroups),
  },
  'sso.amazonaws.com': {
    AttachManagedPolicyToPermissionSet: attachment('managedpolicyarn'),
    PutInlinePolicyToPermissionSet: document('inlinepolicy'),
  },
};
