import type { Demand } from '../sigma/rule.ts';
import { testHolds } from '../sigma/text-test.ts';
import { isAnyText } from './demand-cover.ts';

/**
 * Fields of which a text picks few of the read-only calls. Most calls are by roles and users, from the same accounts
 * and regions: those say too little.
 */
const TELLING: Readonly<Record<string, (demand: Demand) => boolean>> = {
  errorCode: () => true,
  errorMessage: () => true,
  userAgent: hasText,
  sourceIPAddress: isWritten,
  eventType: (demand) => isWritten(demand) && !admits(demand, 'AwsApiCall'),
  eventCategory: (demand) => isWritten(demand) && !admits(demand, 'Management'),
  'userIdentity.type': (demand) => isWritten(demand) && !COMMON_TYPES.some((type) => admits(demand, type)),
  'userIdentity.accessKeyId': isWritten,
  'userIdentity.arn': isWritten,
  'userIdentity.principalId': hasText,
  'userIdentity.userName': hasText,
  'userIdentity.sessionContext.sessionIssuer.arn': isWritten,
  'userIdentity.sessionContext.sessionIssuer.userName': hasText,
  vpcEndpointId: isWritten,
};
const COMMON_TYPES = ['AssumedRole', 'IAMUser', 'AWSService'];

/** Whether calls that meet the demands are few enough to be delivered without naming them. */
export function isTelling(demands: readonly Demand[]): boolean {
  return demands.some((demand) => {
    const tells = TELLING[demand.field];
    const isLoose = demand.tests.some(({ kind }) => kind === 'absent' || kind === 'other');
    return tells !== undefined && !isLoose && tells(demand);
  });
}

/** Each test is a text in full, or its end. */
function isWritten({ tests }: Demand): boolean {
  return tests.every(({ kind }) => kind === 'equals' || kind === 'suffix');
}

function hasText({ tests }: Demand): boolean {
  return !tests.some(isAnyText);
}

function admits({ tests }: Demand, text: string): boolean {
  return tests.some((test) => testHolds(test, text));
}
