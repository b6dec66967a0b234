import ipaddr from 'ipaddr.js';
import type { CallSource } from './api-call.ts';
import type { JsonObject } from './json.ts';
import { textOf } from './json.ts';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const INTERNAL = /^AWS Internal(?:\/\d+)?$/i;
const SERVICE = /^(?:[a-z0-9_-]+\.)+(?:amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|amazon\.com)$/i;

/**
 * Where a record says its call came from. Besides addresses CloudTrail writes names of services
 * (`cloudformation.amazonaws.com`) and `AWS Internal`. Source: "CloudTrail record contents", AWS CloudTrail User Guide.
 */
export function sourceOf(record: JsonObject): CallSource {
  const written = textOf(record['sourceIPAddress'])?.trim() ?? '';
  const endpoint = textOf(record['vpcEndpointId']);
  const address = addressOf(written);
  if (address !== null) {
    return endpoint === null ? { kind: 'ip', address } : { kind: 'vpc-endpoint', address, endpoint };
  }
  if (INTERNAL.test(written)) {
    return { kind: 'aws-internal', address: written };
  }
  if (SERVICE.test(written)) {
    return { kind: 'aws-service', address: written.toLowerCase() };
  }
  return endpoint === null
    ? { kind: 'unknown', address: written }
    : { kind: 'vpc-endpoint', address: written, endpoint };
}

/** One spelling for each address, so that one network is one network; null when it is no address. */
function addressOf(text: string): string | null {
  if (IPV4.test(text)) {
    return text;
  }
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? ipaddr.process(text).toString() : null;
}
