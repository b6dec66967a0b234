import { textOf } from '../../cloudtrail/json.ts';
import { namesForeign } from '../policy/audience.ts';
import { reachUnder } from '../policy/narrowing.ts';
import type { PolicyCondition } from '../policy/policy-document.ts';
import { parameter } from '../request-values.ts';
import type { Analyser, AnalyserTable, Exposure, Request } from './analyser.ts';
import { underNames } from './analyser.ts';

/** The request's own parameters that narrow a permission, as the conditions they become. */
const NARROWED_BY = [
  ['sourceaccount', 'aws:sourceaccount'],
  ['sourcearn', 'aws:sourcearn'],
  ['principalorgid', 'aws:principalorgid'],
  ['organizationid', 'aws:principalorgid'],
] as const;

/** A permission names one principal: everybody, an account, an ARN, or a service. */
const permission: Analyser = (request) => {
  const principal = textOf(parameter(request.parameters, 'principal'));
  if (principal === null) return [];
  if (principal !== '*') return namesForeign(principal, request.ours) ? ['foreign-account'] : [];
  return everybodyUnder(request);
};

function everybodyUnder({ parameters, ours }: Request): readonly Exposure[] {
  const conditions = NARROWED_BY.flatMap(([name, key]): PolicyCondition[] => {
    const value = textOf(parameter(parameters, name));
    return value === null ? [] : [{ operator: 'stringequals', key, values: [value] }];
  });
  const reach = reachUnder(conditions, ours);
  if (reach === 'ours') return [];
  return reach === 'foreign' ? ['foreign-account'] : ['public-function'];
}

const functionUrl: Analyser = ({ parameters }) =>
  parameter(parameters, 'authtype') === 'NONE' ? ['public-function'] : [];

export const FUNCTIONS: AnalyserTable = {
  'lambda.amazonaws.com': {
    ...underNames(['AddPermission', 'AddLayerVersionPermission'], permission),
    ...underNames(['CreateFunctionUrlConfig', 'UpdateFunctionUrlConfig'], functionUrl),
  },
};
