import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { record, ssoUser } from '../workflows/messages.ts';

/** Of the account that moto gives to whoever has no other. */
export const ACCOUNT = '123456789012';

const BY_ANA = { recipientAccountId: ACCOUNT, userIdentity: ssoUser('ana@example.com', ACCOUNT) };

/** One that is asked about, one that pages, one that changes nothing. */
export const CALLS: readonly JsonObject[] = [
  record({ ...BY_ANA, eventID: 'asked', readOnly: false }),
  record({
    ...BY_ANA,
    eventID: 'paged',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'AuthorizeSecurityGroupIngress',
    readOnly: false,
    requestParameters: {
      groupId: 'sg-0123456789abcdef0',
      ipPermissions: {
        items: [
          { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
        ],
      },
    },
  }),
  record({
    ...BY_ANA,
    eventID: 'unwanted',
    eventSource: 'polly.amazonaws.com',
    eventName: 'DescribeVoices',
    readOnly: true,
    requestParameters: null,
  }),
];

/** As `PutEvents` takes it; EventBridge adds the account itself. */
export function entryOf(call: JsonObject) {
  const { source, 'detail-type': detailType } = eventOf(call);
  return { Source: String(source), DetailType: String(detailType), Detail: JSON.stringify(call) };
}
