import { opensToInternet } from '../internet-ranges.ts';
import { textsNamed } from '../request-values.ts';
import type { Analyser, AnalyserTable } from './analyser.ts';
import { underNames } from './analyser.ts';

/** A list that security groups may refer to; what is taken out of it opens nothing. */
const LISTED = new Set(['cidr']);
const TAKEN_OUT = new Set(['removeentry', 'removeentries']);

const prefixList: Analyser = ({ parameters }) =>
  opensToInternet(textsNamed(parameters, LISTED, TAKEN_OUT)) ? ['internet-prefix-list'] : [];

/** Under these names every shape of the call (legacy, `items`, rule updates, response) has its address ranges. */
export const RANGE_NAMES = new Set(['cidrip', 'cidripv4', 'cidripv6']);

/**
 * Opening a security group to the Internet, by one range or by many that together cover it.
 *
 * The response is read where the request names no addresses: CloudTrail omits parameters over 100 KB. Prefix lists and
 * referenced groups name none either; what is in a list is seen when it is written. A rule update does not say whether the rule is one for ingress; it is taken for one.
 */
const ingress: Analyser = ({ call, parameters }) => {
  const asked = textsNamed(parameters, RANGE_NAMES);
  const ranges = asked.length > 0 ? asked : textsNamed(call.record['responseElements'], RANGE_NAMES);
  return opensToInternet(ranges) ? ['internet-ingress'] : [];
};

export const SECURITY_GROUPS: AnalyserTable = {
  'ec2.amazonaws.com': {
    ...underNames(['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'], ingress),
    ...underNames(['CreateManagedPrefixList', 'ModifyManagedPrefixList'], prefixList),
  },
  'rds.amazonaws.com': { AuthorizeDBSecurityGroupIngress: ingress },
  'redshift.amazonaws.com': { AuthorizeClusterSecurityGroupIngress: ingress },
};
