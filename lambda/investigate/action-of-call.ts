import type { ApiCall, CallSource } from '../cloudtrail/api-call.ts';
import type { NetworkLookup } from '../facts/networks/address-network.ts';
import { toolOf } from '../facts/tool.ts';
import type { Action } from './action.ts';
import { issuedOf } from './issued-of.ts';
import { resourceOf } from './resource-of.ts';
import { restorableAfter } from './restorable.ts';
import { verbOf } from './verb-of.ts';

/** What one CloudTrail record tells of its credential. A call recorded in two accounts has one id. */
export function actionOfCall(call: ApiCall, networks: NetworkLookup): Action {
  const { principal, source, eventName, error } = call;
  const verb = verbOf(eventName, call.readOnly);
  const resource = resourceOf(call);
  return {
    id: call.sharedEventID ?? call.eventID,
    at: call.eventTime,
    key: principal.accessKeyId,
    actor: principal.arn ?? principal.label,
    principal: principal.roleArn ?? principal.arn,
    account: call.account,
    verb,
    event: eventName,
    method: call.eventSource,
    path: eventName,
    resourceType: resource.type,
    resource: resource.id,
    region: call.region,
    tool: toolOf(call.userAgent),
    address: source.address,
    addressKind: addressKindOf(source),
    city: null,
    network: source.kind === 'ip' || source.kind === 'vpc-endpoint' ? networks(source.address) : null,
    error: error?.code ?? null,
    issued: error === null ? issuedOf(call) : null,
    restorable: verb === 'deleted' ? restorableAfter(call) : null,
  };
}

/** What an address is written as. */
export function addressKindOf({ kind }: CallSource): Action['addressKind'] {
  switch (kind) {
    case 'ip':
    case 'vpc-endpoint':
      return 'ip';
    case 'aws-service':
    case 'aws-internal':
      return 'service';
    case 'unknown':
      return 'unknown';
    default: {
      const unreachable: never = kind;
      return unreachable;
    }
  }
}
