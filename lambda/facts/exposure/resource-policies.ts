import { parameter, textsBelow } from '../request-values.ts';
import type { Analyser, AnalyserTable } from './analyser.ts';
import { underNames } from './analyser.ts';
import { policyIn } from './resource-policy.ts';
import { shareExposure } from './sharing.ts';

/** A key is lent to its grantee, who may be of another account. */
const grant: Analyser = ({ parameters, ours }) =>
  shareExposure(textsBelow(parameter(parameters, 'granteeprincipal')), 'public-key', ours);

/** `all` makes a Systems Manager document public. */
const documentPermission: Analyser = ({ parameters, ours }) =>
  shareExposure(textsBelow(parameter(parameters, 'accountidstoadd')), 'public-document', ours);

/** A share may name accounts, an organisation or its units; only accounts say whose they are. */
const resourceShare: Analyser = ({ parameters, ours }) =>
  shareExposure(textsBelow(parameter(parameters, 'principals')), 'public-resource', ours);

/** The only condition that a bus permission takes is the organisation of the caller. */
const busPermission: Analyser = (request) => {
  const principals = textsBelow(parameter(request.parameters, 'principal'));
  const unconditional = parameter(request.parameters, 'condition') === undefined;
  return [
    ...(unconditional ? shareExposure(principals, 'public-resource', request.ours) : []),
    ...policyIn('policy', 'public-resource')(request),
  ];
};

/** Services whose resources carry a policy, by the parameter that holds it. */
export const RESOURCE_POLICIES: AnalyserTable = {
  'kms.amazonaws.com': {
    ...underNames(['PutKeyPolicy', 'CreateKey', 'ReplicateKey'], policyIn('policy', 'public-key')),
    CreateGrant: grant,
  },
  'secretsmanager.amazonaws.com': { PutResourcePolicy: policyIn('resourcepolicy', 'public-secret') },
  'ecr.amazonaws.com': {
    SetRepositoryPolicy: policyIn('policytext', 'public-repository'),
    PutRegistryPolicy: policyIn('policytext', 'public-repository'),
  },
  'ssm.amazonaws.com': { ModifyDocumentPermission: documentPermission },
  'ram.amazonaws.com': underNames(['CreateResourceShare', 'AssociateResourceShare'], resourceShare),
  'events.amazonaws.com': { PutPermission: busPermission },
  'glue.amazonaws.com': { PutResourcePolicy: policyIn('policyinjson', 'public-resource') },
  'backup.amazonaws.com': { PutBackupVaultAccessPolicy: policyIn('policy', 'public-resource') },
  'elasticfilesystem.amazonaws.com': { PutFileSystemPolicy: policyIn('policy', 'public-resource') },
  'es.amazonaws.com': underNames(
    ['CreateDomain', 'UpdateDomainConfig', 'CreateElasticsearchDomain', 'UpdateElasticsearchDomainConfig'],
    policyIn('accesspolicies', 'public-resource'),
  ),
  'logs.amazonaws.com': { PutResourcePolicy: policyIn('policydocument', 'public-resource') },
};
