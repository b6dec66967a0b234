import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { DURATION_EXAMPLES, formatDuration, parseDuration } from './duration.ts';
import { REGION_NAMES } from './regions.ts';
import { suggest } from './suggest.ts';

/**
 * The kinds of value in `countersign.yaml`. The error text of each says what is allowed; `parse-config.ts` puts the
 * path and the value got in front of it.
 */

const ACCOUNT = '12 digits in quotes, such as "012345678901"';

/** An account id. Without quotes YAML reads a number: harmless, unless zeros in front were lost. */
export const accountId = z.unknown().transform((value, context) => {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && /^\d{12}$/.test(text)) return text;
  const lost = typeof value === 'number' ? ' (without quotes YAML reads a number and drops its zeros)' : '';
  context.addIssue({ code: 'custom', input: value, message: `${ACCOUNT}${lost}` });
  return z.NEVER;
});

export function text(allowed: string, accepts: (value: string) => boolean) {
  return z.string({ error: allowed }).refine(accepts, { error: allowed });
}

export const name = text('a name of 1 to 64 characters', (value) => /^\S(.{0,62}\S)?$/.test(value));

export const email = text('an e-mail address, such as ada@example.com', isEmail).transform(lowerCase);

export const domain = text('a domain without @, such as example.com', (value) =>
  /^([a-z0-9-]+\.)+[a-z]{2,}$/i.test(value),
).transform(lowerCase);

export const region = z.string({ error: 'a region, such as eu-central-1' }).superRefine((value, context) => {
  if (REGION_NAMES.includes(value)) return;
  const close = suggest(value, REGION_NAMES);
  const hint = close === null ? 'a region, such as eu-central-1' : `a region; did you mean ${close}?`;
  context.addIssue({ code: 'custom', input: value, message: hint });
});

/** A duration between two others, in milliseconds. */
export function duration(shortestMs: number, longestMs: number) {
  const range = `from ${formatDuration(shortestMs)} to ${formatDuration(longestMs)}`;
  const allowed = `${DURATION_EXAMPLES}, ${range}`;
  return z.string({ error: allowed }).transform((value, context) => {
    const ms = parseDuration(value);
    if (ms !== null && ms >= shortestMs && ms <= longestMs) return ms;
    context.addIssue({ code: 'custom', input: value, message: allowed });
    return z.NEVER;
  });
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** A day, up to whose end (UTC) something holds; milliseconds since 1970. */
export const lastDay = z
  .string({ error: 'a day, such as 2027-06-30' })
  .transform((value, context): number => {
    const start = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
    if (!Number.isNaN(start) && new Date(start).toISOString().startsWith(value)) {
      return start + MILLISECONDS_PER_DAY - 1;
    }
    context.addIssue({ code: 'custom', input: value, message: 'a day that exists, such as 2027-06-30' });
    return z.NEVER;
  });

const WIDEST_TRUSTED_PREFIX = { ipv4: 8, ipv6: 19 } as const;

/** An address range narrow enough to be somebody's own. */
export const cidr = z
  .string({ error: 'an address range, such as 203.0.113.0/24' })
  .superRefine((value, context) => {
    const message = cidrProblem(value);
    if (message !== null) context.addIssue({ code: 'custom', input: value, message });
  });

function cidrProblem(value: string): string | null {
  if (ipaddr.isValid(value)) {
    return `an address range; for this address alone write ${value}/${value.includes(':') ? 128 : 32}`;
  }
  if (!ipaddr.isValidCIDR(value)) return 'an address range, such as 203.0.113.0/24 or 2001:db8::/48';
  const [address, prefix] = ipaddr.parseCIDR(value);
  const widest = WIDEST_TRUSTED_PREFIX[address.kind()];
  return prefix < widest ? `a range no wider than /${widest}: nobody owns that much of the Internet` : null;
}

/** The ARN of a role or user; `*` may stand for a part, but not for the whole name. */
export const principalArn = text(
  'the ARN of a role or user whose name is not only *, such as arn:aws:iam::111122223333:role/terraform',
  (value) => /^arn:[a-z*-]+:(iam|sts)::(\d{12}|\*):(role|user|assumed-role)\/(?=.*[^*/]).+$/.test(value),
);

/** As the provider writes it, such as `repo:acme/infra:ref:refs/heads/main`; `*` alone would be no expectation. */
export const subject = text(
  'the subject of a token with more than *, such as repo:acme/infra:ref:refs/heads/main',
  (value) => /^[\x21-\x7e]{1,256}$/.test(value) && /[^*]/.test(value),
);

export const ruleId = text('a rule id, such as iam/create-user', (value) =>
  /^[\w.-]+(\/[\w.-]+)*$/.test(value),
);

export const channelId = text(
  'the id of a Slack channel, such as C0123456789 (at the foot of the channel’s details)',
  (value) => /^[CG][A-Z0-9]{6,20}$/.test(value),
);

export const duoHost = text(
  'the API hostname of the Duo application, such as api-0a1b2c3d.duosecurity.com',
  (value) => /^api-[a-z0-9]+\.(duosecurity|duofederal)\.com$/.test(value),
);

export const organizationId = text('an organisation id, such as o-a1b2c3d4e5', (value) =>
  /^o-[a-z0-9]{10,32}$/.test(value),
);

export const unitId = text(
  'the id of a root or organisational unit, such as r-ab12 or ou-ab12-0a1b2c3d',
  (value) => /^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$/.test(value),
);

/** Source: "Working with log groups and log streams", Amazon CloudWatch Logs User Guide. */
export const logGroup = text('the name of a log group, such as aws-cloudtrail-logs', (value) =>
  /^[\w./#-]{1,512}$/.test(value),
);

function isEmail(value: string): boolean {
  return value.length <= 254 && /^[^\s@<>"]+@([a-z0-9-]+\.)+[a-z]{2,}$/i.test(value);
}

function lowerCase(value: string): string {
  return value.toLowerCase();
}

/** Where a cluster answers: no user and password in it, which would end in a log. */
export const clusterUrl = text(
  'an https:// address without user and password, such as https://search.example.com (http:// only on this machine)',
  (value) => {
    if (!URL.canParse(value)) return false;
    const { protocol, username, password, search, hash, hostname } = new URL(value);
    const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
    const bare = [username, password, search, hash].every((part) => part === '');
    return bare && (protocol === 'https:' || (protocol === 'http:' && isLocal));
  },
).transform((value) => value.replace(/\/+$/, ''));

export const domainArn = text(
  'the ARN of a domain of Amazon OpenSearch Service, such as arn:aws:es:eu-central-1:111122223333:domain/logs',
  (value) => /^arn:[a-z-]+:es:[a-z0-9-]+:\d{12}:domain\/[a-z][a-z0-9-]{2,27}$/.test(value),
);

export const indexPrefix = text('1 to 40 lower case letters, digits and dashes, a letter first', (value) =>
  /^[a-z][a-z0-9-]{0,39}$/.test(value),
);

export const replicas = z
  .number({ error: 'a number of copies from 0 to 5' })
  .int({ error: 'a number of copies from 0 to 5' })
  .min(0, 'a number of copies from 0 to 5')
  .max(5, 'a number of copies from 0 to 5');
