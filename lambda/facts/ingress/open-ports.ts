import type { ApiCall } from '../../cloudtrail/api-call.ts';
import { opensToInternet } from '../internet-ranges.ts';
import { type Permission, permissionsIn } from './permissions.ts';
import { PORTS_THAT_MATTER } from './ports-that-matter.ts';

const CALLS = new Set(['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules']);

/** What a call opens to the Internet: `22`, `8000-8080`, `icmp`, `all`; empty for nothing. */
export function openPorts(call: ApiCall): readonly string[] {
  return [...new Set(openPermissions(call).map(portsOf))];
}

/** Services that wait at the ports a call opens to the Internet, such as `ssh`; `all` besides where every port is open. */
export function openServices(call: ApiCall): readonly string[] {
  const open = openPermissions(call);
  if (open.some(({ protocol }) => protocol === 'all')) return ['all', ...PORTS_THAT_MATTER.keys()];
  const ranges = open.filter(({ protocol }) => protocol === 'ports');
  return [...PORTS_THAT_MATTER].flatMap(([service, ports]) =>
    ports.some((port) => ranges.some(({ from, to }) => from <= port && port <= to)) ? [service] : [],
  );
}

/** Where only several rules together cover the Internet, each of them counts. */
function openPermissions(call: ApiCall): readonly Permission[] {
  if (call.eventSource !== 'ec2.amazonaws.com' || !CALLS.has(call.eventName)) return [];
  const asked = permissionsIn(call.record['requestParameters']);
  const permissions = asked.length > 0 ? asked : permissionsIn(call.record['responseElements']);
  const open = permissions.filter(({ ranges }) => opensToInternet(ranges));
  if (open.length > 0) return open;
  const together = opensToInternet(permissions.flatMap(({ ranges }) => ranges));
  return together ? permissions.filter(({ ranges }) => ranges.length > 0) : [];
}

function portsOf({ protocol, from, to }: Permission): string {
  if (protocol !== 'ports') return protocol;
  return from === to ? String(from) : `${from}-${to}`;
}
