import { isArray } from '../../cloudtrail/json.ts';
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

/** A private service may be offered to any account; the principals stand in a list of EC2's making. */
const endpointService: Analyser = ({ parameters, ours }) => {
  const request = parameter(parameters, 'modifyvpcendpointservicepermissionsrequest') ?? parameters;
  return shareExposure(textsBelow(parameter(request, 'addallowedprincipals')), 'public-resource', ours);
};

/** What is published there is for everybody. */
const publicGallery: Analyser = () => ['public-repository'];

/** Builds, with their logs, may be shown to everybody. */
const projectVisibility: Analyser = ({ parameters }) =>
  parameter(parameters, 'projectvisibility') === 'PUBLIC_READ' ? ['public-resource'] : [];

/** An application may be shared by statements of its own form: principals beside actions. */
const applicationPolicy: Analyser = ({ parameters, ours }) => {
  const statements = parameter(parameters, 'statements');
  const list = isArray(statements) ? statements : [];
  const principals = list.flatMap((one) => textsBelow(parameter(one, 'principals')));
  const isOurs = list.every((one) => textsBelow(parameter(one, 'principalorgids')).length > 0);
  return isOurs ? [] : shareExposure(principals, 'public-resource', ours);
};

/** Tables and databases are granted to one principal. */
const dataLakeGrant: Analyser = ({ parameters, ours }) => {
  const grantee = parameter(parameter(parameters, 'principal'), 'datalakeprincipalidentifier');
  return shareExposure(textsBelow(grantee), 'public-resource', ours);
};

const signingProfile: Analyser = ({ parameters, ours }) =>
  shareExposure(textsBelow(parameter(parameters, 'principal')), 'public-resource', ours);

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
  'ec2.amazonaws.com': { ModifyVpcEndpointServicePermissions: endpointService },
  'ecr-public.amazonaws.com': { CreateRepository: publicGallery },
  'codebuild.amazonaws.com': { UpdateProjectVisibility: projectVisibility },
  'serverlessrepo.amazonaws.com': { PutApplicationPolicy: applicationPolicy },
  'lakeformation.amazonaws.com': { GrantPermissions: dataLakeGrant },
  'signer.amazonaws.com': { AddProfilePermission: signingProfile },
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
