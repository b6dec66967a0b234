import { parameter, textsBelow, textsNamed } from '../request-values.ts';
import type { Analyser, AnalyserTable } from './analyser.ts';

/** Settings of a whole account that keep single resources from being public, and what switches them off. */
const unblocked: Analyser = () => ['public-access-unblocked'];

const GATEWAY_MODE = new Set(['internetgatewayblockmode']);

const networkGuard: Analyser = ({ parameters }) =>
  textsNamed(parameters, GATEWAY_MODE).some((mode) => mode.toLowerCase() === 'off')
    ? ['public-access-unblocked']
    : [];

/** Clusters may then have security groups that are open to the Internet. */
const clusterGuard: Analyser = ({ parameters }) => {
  const block = parameter(parameters, 'blockpublicaccessconfiguration');
  const guards = parameter(block, 'blockpublicsecuritygrouprules');
  return guards === false || guards === 'false' ? ['public-access-unblocked'] : [];
};

/** Documents may then be shared with everybody. Source: "Best practices for shared SSM documents". */
const documentGuard: Analyser = ({ parameters }) => {
  const setting = textsBelow(parameter(parameters, 'settingid'));
  const isGuard = setting.some((id) => id.endsWith('/ssm/documents/console/public-sharing-permission'));
  return isGuard && parameter(parameters, 'settingvalue') === 'Enable' ? ['public-access-unblocked'] : [];
};

export const GUARDS: AnalyserTable = {
  'ec2.amazonaws.com': {
    DisableSnapshotBlockPublicAccess: unblocked,
    DisableImageBlockPublicAccess: unblocked,
    CreateVpcBlockPublicAccessExclusion: unblocked,
    ModifyVpcBlockPublicAccessOptions: networkGuard,
  },
  'elasticmapreduce.amazonaws.com': { PutBlockPublicAccessConfiguration: clusterGuard },
  'ssm.amazonaws.com': { UpdateServiceSetting: documentGuard },
};
