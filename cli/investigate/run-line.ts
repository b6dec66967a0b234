import type { Run } from '../../lambda/investigate/runs.ts';

/** What was done in a run, such as `30 × PutParameter (ssm)` or `214 reads (ec2 … iam)`. */
export function whatIn({ first, last, events }: Run): string {
  const service = serviceOf(first.method);
  if (events === 1) return `${first.event} (${service})`;
  const services = first.method === last.method ? service : `${service} … ${serviceOf(last.method)}`;
  const isMixed = first.verb === 'read' && first.event !== last.event;
  return isMixed ? `${events} reads (${services})` : `${events} × ${first.event} (${services})`;
}

/** Such as `FAILED AccessDenied`, or how many failed; empty where all succeeded. */
export function failuresIn({ first, events, failed }: Run): string {
  if (failed === 0) return '';
  return events === 1 ? `FAILED ${first.error ?? ''}`.trim() : `${failed} FAILED`;
}

/** The first thing it was done to, and how many more. */
export function resourcesIn({ resources }: Run): string {
  const [first] = resources;
  if (first === undefined) return '';
  return resources.length === 1 ? shortName(first) : `${shortName(first)} +${resources.length - 1}`;
}

export function serviceOf(method: string): string {
  return method.replace(/\.amazonaws\.com$/, '');
}

/** An ARN without what is the same for all: account and region stand elsewhere. */
export function shortName(resource: string): string {
  return resource.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, '');
}
