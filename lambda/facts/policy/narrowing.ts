import { opensToInternet } from '../internet-ranges.ts';
import { accountIn } from './account-in.ts';
import type { OurAccounts } from './our-accounts.ts';
import type { PolicyCondition } from './policy-document.ts';

/** Who remains of everybody under a condition. */
export type Reach = 'ours' | 'foreign' | 'everybody';

/** From the narrowest to the widest. */
const REACHES: readonly Reach[] = ['ours', 'foreign', 'everybody'];

export function wider(one: Reach, other: Reach): Reach {
  return REACHES.indexOf(one) > REACHES.indexOf(other) ? one : other;
}

export function narrower(one: Reach, other: Reach): Reach {
  return wider(one, other) === one ? other : one;
}

type ReadValues = (values: readonly string[], ours: OurAccounts) => Reach;

/**
 * Condition keys whose value the caller cannot choose, and how their values are read.
 *
 * Sources: "AWS global condition context keys" (IAM User Guide); "Blocking public access to your Amazon S3 storage",
 * section "The meaning of public". Keys that a caller sets at will (referer, user agent, external id, principal
 * tags) are not here, nor those that any account can satisfy (secure transport, MFA, calling service).
 */
const NARROWING: ReadonlyMap<string, ReadValues> = new Map([
  ...keys(['aws:sourceaccount', 'aws:sourceowner', 'aws:principalaccount'], each(account)),
  ...keys(['aws:vpceaccount', 'kms:calleraccount', 's3:dataaccesspointaccount'], each(account)),
  ...keys(['aws:sourcearn', 'aws:principalarn', 's3:dataaccesspointarn'], each(arn)),
  ...keys(['aws:principalorgid', 'aws:principalorgpaths', 'aws:sourceorgid'], each(organization)),
  ...keys(['aws:sourceorgpaths', 'aws:vpceorgid', 'aws:vpceorgpaths'], each(organization)),
  ...keys(['aws:sourcevpc', 'aws:sourcevpce'], each(fixed)),
  ...keys(['aws:userid'], each(uniqueId)),
  ...keys(['aws:sourceip', 'aws:vpcsourceip'], addresses),
]);

/** An absent key satisfies `…IfExists` and `ForAllValues:`, so those operators keep nobody out. */
const POSITIVE =
  /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress)$/;

/** An absent key satisfies these too, so a denial under them keeps out whoever has no such key. */
const NEGATIVE =
  /^(stringnotequals|stringnotequalsignorecase|stringnotlike|arnnotequals|arnnotlike|notipaddress)(ifexists)?$/;

/** Who remains of everybody when all these conditions must hold. */
export function reachUnder(conditions: readonly PolicyCondition[], ours: OurAccounts): Reach {
  return conditions.reduce<Reach>(
    (reach, condition) => narrower(reach, reachOf(condition, POSITIVE, ours)),
    'everybody',
  );
}

/** Who remains of everybody when those are kept out for whom this condition holds. */
export function reachOutside(condition: PolicyCondition, ours: OurAccounts): Reach {
  return reachOf(condition, NEGATIVE, ours);
}

function reachOf({ operator, key, values }: PolicyCondition, operators: RegExp, ours: OurAccounts): Reach {
  const read = NARROWING.get(key);
  return read !== undefined && operators.test(operator) && values.length > 0
    ? read(values, ours)
    : 'everybody';
}

function keys(names: readonly string[], read: ReadValues): readonly (readonly [string, ReadValues])[] {
  return names.map((name) => [name, read]);
}

/** One value that holds is enough, so the widest counts. */
function each(read: (value: string, ours: OurAccounts) => Reach): ReadValues {
  return (values, ours) => values.reduce<Reach>((reach, value) => wider(reach, read(value, ours)), 'ours');
}

function account(value: string, ours: OurAccounts): Reach {
  if (!/^\d{12}$/.test(value)) return 'everybody';
  return ours.isOurs(value) ? 'ours' : 'foreign';
}

/** A bucket's ARN names no account; a fixed one is taken for ours. */
function arn(value: string, ours: OurAccounts): Reach {
  const named = accountIn(value);
  return named === null ? fixed(value) : account(named, ours);
}

function organization(value: string, ours: OurAccounts): Reach {
  const [id = ''] = value.split('/');
  if (id === '' || /[*?]/.test(id)) return 'everybody';
  return ours.organizationId === null || ours.organizationId === id ? 'ours' : 'foreign';
}

function fixed(value: string): Reach {
  return /[*?]/.test(value) ? 'everybody' : 'ours';
}

/** `AROA…:*` is every session of one role: as narrow as the role. */
function uniqueId(value: string): Reach {
  return /^A[A-Z0-9]{15,}(:.*)?$/.test(value) ? 'ours' : fixed(value);
}

function addresses(values: readonly string[]): Reach {
  return opensToInternet(values) ? 'everybody' : 'ours';
}
