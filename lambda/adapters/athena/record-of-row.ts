import { type JsonObject, type JsonValue, parseJson } from '../../cloudtrail/json.ts';

/** A CloudTrail record, put together again from the columns that `cloudTrailQuery` asks for; absent where null. */
export function recordOfRow(row: Readonly<Record<string, string | null>>): JsonObject {
  const text = (name: string): string | undefined => row[name] ?? undefined;
  const arn = text('resourceArn');
  const readOnly = text('readOnly');
  return withoutAbsent({
    eventVersion: text('eventVersion'),
    eventID: text('eventID'),
    eventTime: text('eventTime'),
    eventSource: text('eventSource'),
    eventName: text('eventName'),
    awsRegion: text('awsRegion'),
    sourceIPAddress: text('sourceIPAddress'),
    userAgent: text('userAgent'),
    errorCode: text('errorCode'),
    readOnly: readOnly === undefined ? undefined : readOnly === 'true',
    recipientAccountId: text('recipientAccountId'),
    sharedEventID: text('sharedEventID'),
    vpcEndpointId: text('vpcEndpointId'),
    requestParameters: jsonOf(text('requestParameters')),
    responseElements: jsonOf(text('responseElements')),
    resources: arn === undefined ? undefined : [withoutAbsent({ ARN: arn, type: text('resourceType') })],
    userIdentity: identityOf(text),
  });
}

function identityOf(text: (name: string) => string | undefined): JsonObject {
  const issuer = withoutAbsent({
    type: text('issuerType'),
    arn: text('issuerArn'),
    userName: text('issuerUser'),
  });
  return withoutAbsent({
    type: text('identityType'),
    arn: text('identityArn'),
    accountId: text('identityAccount'),
    accessKeyId: text('identityKey'),
    userName: text('identityUser'),
    invokedBy: text('identityInvokedBy'),
    sessionContext: Object.keys(issuer).length === 0 ? undefined : { sessionIssuer: issuer },
  });
}

/** Parameters are kept as the JSON that CloudTrail wrote. */
function jsonOf(text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : undefined;
}

function withoutAbsent(value: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}
