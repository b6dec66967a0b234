import type { ApiCall } from '../../lambda/cloudtrail/api-call.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { type FactContext, factsOf } from '../../lambda/facts/facts.ts';

export const OUR_ACCOUNT = '111122223333';
export const OTHER_ACCOUNT_OF_OURS = '123456789012';
export const FOREIGN_ACCOUNT = '999999999999';

/** A call by an IAM user of our account, with what the test adds. */
export function sampleCall(record: JsonObject): ApiCall {
  return parseCall({
    eventVersion: '1.11',
    eventID: '6a1b1f3c-0000-4000-8000-000000000001',
    eventTime: '2026-03-02T09:00:00Z',
    eventType: 'AwsApiCall',
    userIdentity: {
      type: 'IAMUser',
      arn: `arn:aws:iam::${OUR_ACCOUNT}:user/alice`,
      accountId: OUR_ACCOUNT,
      userName: 'alice',
    },
    sourceIPAddress: '198.51.100.7',
    recipientAccountId: OUR_ACCOUNT,
    ...record,
  });
}

export const context: FactContext = {
  config: {
    accounts: [
      { id: OUR_ACCOUNT, name: 'production', regions: 'all', owner: null },
      { id: OTHER_ACCOUNT_OF_OURS, name: 'staging', regions: 'all', owner: null },
    ],
    organizationId: 'o-exampleorg1',
    people: { domains: ['example.com'], overrides: { robot: 'carol@example.com' }, owners: {} },
    workingHours: null,
    networks: { trusted: [{ name: 'office', cidrs: ['198.51.100.0/24', '2001:db8::/32'] }] },
  },
  now: Date.parse('2026-03-02T09:05:00Z'),
};

/** The exposures of a call of this service and name with these parameters. */
export function exposures(eventSource: string, eventName: string, requestParameters: JsonObject) {
  const call = sampleCall({ eventSource: `${eventSource}.amazonaws.com`, eventName, requestParameters });
  return factsOf(call, context)('fact.exposure');
}
