import { isArray, isObject, type JsonObject, type JsonValue } from '../../cloudtrail/json.ts';
import { RANGE_NAMES } from '../exposure/security-groups.ts';
import { parameter, textsNamed } from '../request-values.ts';

/** What a security group's rule lets in, and from which address ranges. */
export interface Permission {
  readonly protocol: 'all' | 'ports' | 'icmp';
  /** First and last port; of no meaning without ports. */
  readonly from: number;
  readonly to: number;
  readonly ranges: readonly string[];
}

const LAST_PORT = 65_535;

/** Deeper than EC2 nests its parameters; a record may be built to go deeper. */
const DEEPEST = 12;

/** Names and numbers: CloudTrail has both. Source: "Protocol Numbers", IANA. */
const ICMP = /^(icmp|icmpv6|1|58)$/i;
const EVERY_PROTOCOL = '-1';

/** The rules in a request or a response, whatever stands around them: each names its protocol. */
export function permissionsIn(value: JsonValue | undefined, depth = 0): readonly Permission[] {
  if (depth > DEEPEST) return [];
  if (isArray(value)) return value.flatMap((one) => permissionsIn(one, depth + 1));
  if (!isObject(value)) return [];
  const protocol = parameter(value, 'ipprotocol');
  if (protocol !== undefined && protocol !== null) return [permissionOf(value, String(protocol))];
  return Object.values(value).flatMap((one) => permissionsIn(one, depth + 1));
}

function permissionOf(value: JsonObject, protocol: string): Permission {
  const from = portIn(parameter(value, 'fromport')) ?? 0;
  const to = portIn(parameter(value, 'toport')) ?? LAST_PORT;
  const isAll = protocol === EVERY_PROTOCOL || (from <= 1 && to >= LAST_PORT);
  return {
    protocol: ICMP.test(protocol) ? 'icmp' : isAll ? 'all' : 'ports',
    from,
    to,
    ranges: textsNamed(value, RANGE_NAMES),
  };
}

/** Null for none, and for `-1`, which stands for every one. */
function portIn(value: JsonValue | undefined): number | null {
  const port = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return typeof port === 'number' && port >= 0 ? port : null;
}
