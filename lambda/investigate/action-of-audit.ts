import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';
import { isObject, objectOf, textOf } from '../cloudtrail/json.ts';
import type { AddressNetwork } from '../facts/networks/address-network.ts';
import { networkUse } from '../facts/networks/network-use.ts';
import type { Action, Issued, Verb } from './action.ts';

/** One event of Datadog's Audit Trail, as its API gives it. */
export interface AuditEvent {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number | null;
  /** What stands in `attributes.attributes`: `action`, `evt`, `asset`, `http`, `network`, `usr`, `metadata`. */
  readonly attributes: JsonObject;
}

/** Assets that are credentials. */
const CREDENTIALS = /^(?:api_key|application_key)$/;

/** What one audit event tells of its key. Source: "Audit Trail" and "Audit Trail Events", Datadog Docs. */
export function actionOfAudit({ id, at, attributes }: AuditEvent): Action {
  const actor = textIn(attributes, 'usr', 'email') ?? textIn(attributes, 'usr', 'name') ?? 'unknown';
  const status = valueIn(attributes, 'http', 'status_code');
  const failed = Number(status) >= 400;
  const verb = verbOf(textOf(attributes['action']), textIn(attributes, 'http', 'method'));
  return {
    id,
    at,
    key: textIn(attributes, 'metadata', 'api_key', 'id'),
    actor,
    principal: textIn(attributes, 'usr', 'email'),
    account: textIn(attributes, 'org', 'uuid') ?? 'unknown',
    verb,
    event: textIn(attributes, 'evt', 'name') ?? 'unknown',
    method: textIn(attributes, 'http', 'method') ?? '–',
    path: textIn(attributes, 'http', 'url_details', 'path') ?? '–',
    resourceType: textIn(attributes, 'asset', 'type'),
    resource: textIn(attributes, 'asset', 'id') ?? textIn(attributes, 'asset', 'name'),
    region: 'datadog',
    tool: textIn(attributes, 'http', 'useragent') ?? 'unknown',
    address: textIn(attributes, 'network', 'client', 'ip') ?? 'unknown',
    addressKind: textIn(attributes, 'network', 'client', 'ip') === null ? 'unknown' : 'ip',
    city: textIn(attributes, 'network', 'client', 'geoip', 'city', 'name'),
    network: networkOf(attributes),
    error: failed ? String(status) : null,
    issued: failed || verb !== 'created' ? null : issuedOf(attributes, actor),
    restorable: null,
  };
}

function verbOf(action: string | null, method: string | null): Verb {
  switch (action) {
    case 'created':
      return 'created';
    case 'deleted':
      return 'deleted';
    case 'accessed':
    case 'login':
      return method === 'DELETE' ? 'deleted' : 'read';
    case null:
      return method === 'GET' ? 'read' : 'changed';
    default:
      return 'changed';
  }
}

function issuedOf(attributes: JsonObject, holder: string): Issued | null {
  const key = textIn(attributes, 'asset', 'id');
  return key !== null && CREDENTIALS.test(textIn(attributes, 'asset', 'type') ?? '') ? { key, holder } : null;
}

function networkOf(attributes: JsonObject): AddressNetwork | null {
  const geoip = valueIn(attributes, 'network', 'client', 'geoip');
  if (!isObject(geoip)) return null;
  const number = /\d+/.exec(String(valueIn(geoip, 'as', 'number') ?? ''))?.[0];
  const asn = number === undefined ? null : Number(number);
  const organisation = textIn(geoip, 'as', 'name');
  const country = textIn(geoip, 'country', 'iso_code') ?? textIn(geoip, 'country', 'name');
  return { country, asn, organisation, ...networkUse(asn, organisation) };
}

function valueIn(value: JsonObject, ...names: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const name of names) found = objectOf(found)[name];
  return found;
}

function textIn(value: JsonObject, ...names: readonly string[]): string | null {
  return textOf(valueIn(value, ...names));
}
