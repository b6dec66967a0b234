import { opensToInternet } from '../internet-ranges.ts';
import { textsNamed } from '../request-values.ts';
import type { Analyser, AnalyserTable } from './analyser.ts';
import { underNames } from './analyser.ts';

/** Under these names every shape of the call (legacy, `items`, rule updates, response) has its address ranges. */
const RANGE_NAMES = new Set(['cidrip', 'cidripv4', 'cidripv6']);

/**
 * Opening a security group to the Internet, by one range or by many that together cover it.
 *
 * The response is read too: CloudTrail omits request parameters over 100 KB. Prefix lists and referenced groups name
 * no addresses. A rule update does not say whether the rule is one for ingress; it is taken for one.
 */
const ingress: Analyser = ({ call, parameters }) => {
  const ranges = [
    ...textsNamed(parameters, RANGE_NAMES),
    ...textsNamed(call.record['responseElements'], RANGE_NAMES),
  ];
  return opensToInternet(ranges) ? ['internet-ingress'] : [];
};

export const SECURITY_GROUPS: AnalyserTable = {
  'ec2.amazonaws.com': underNames(['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'], ingress),
  'rds.amazonaws.com': { AuthorizeDBSecurityGroupIngress: ingress },
  'redshift.amazonaws.com': { AuthorizeClusterSecurityGroupIngress: ingress },
};
