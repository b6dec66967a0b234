import type { ConfigPath } from './config-problem.ts';
import type { Inconsistency } from './consistency.ts';
import type { ConfigDocument } from './schema.ts';
import { suggest } from './suggest.ts';

/** What contradicts itself about who is who. */
export function identityInconsistencies(document: ConfigDocument): readonly Inconsistency[] {
  return [
    ...oneNameTwice(document),
    ...nameAndArn(document),
    ...personOfAPerson(document),
    ...automatedPersons(document),
    ...foreignDomains(document),
  ];
}

type Overrides = Readonly<Record<string, string>>;

const at = (key: string): ConfigPath => ['people', 'overrides', key];

function overridesOf({ people }: ConfigDocument): Overrides {
  return people.overrides ?? {};
}

/** Names are compared without case. */
function oneNameTwice(document: ConfigDocument): readonly Inconsistency[] {
  const first = new Map<string, string>();
  return Object.keys(overridesOf(document)).flatMap((key) => {
    const name = key.normalize('NFKC').toLowerCase();
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, key);
      return [];
    }
    return [
      { path: at(key), message: `got the principal of "${earlier}" a second time, expected each only once` },
    ];
  });
}

/** `ada` means users of that name in every account, of which the ARN of one says something else. */
function nameAndArn(document: ConfigDocument): readonly Inconsistency[] {
  const overrides = overridesOf(document);
  return Object.entries(overrides).flatMap(([key, email]) => {
    const name = /^arn:[^:]*:iam::\d{12}:(?:user|role)\/(?:.*\/)?([^/]+)$/.exec(key)?.[1];
    const other = name !== undefined && Object.hasOwn(overrides, name) ? overrides[name] : undefined;
    if (other === undefined || other === email) return [];
    const message = `got ${email}, but "${name}" is ${other}; expected one person, or ARNs instead of the name`;
    return [{ path: at(key), message }];
  });
}

/** Overrides are not followed from one to the next. */
function personOfAPerson(document: ConfigDocument): readonly Inconsistency[] {
  const overrides = overridesOf(document);
  return Object.entries(overrides).flatMap(([key, email]) => {
    const next = Object.hasOwn(overrides, email) ? overrides[email] : undefined;
    if (next === undefined || next === email) return [];
    return [{ path: at(key), message: `got ${email}, who is ${next} by another override; expected ${next}` }];
  });
}

/** A call of a person is asked about, whatever is registered. */
function automatedPersons(document: ConfigDocument): readonly Inconsistency[] {
  const overrides = overridesOf(document);
  return (document.automation ?? []).flatMap(({ principal }, index) => {
    if (!Object.hasOwn(overrides, principal)) return [];
    const message = `got "${principal}", which people.overrides says is ${overrides[principal]}; expected one of the two`;
    return [{ path: ['automation', index, 'principal'], message }];
  });
}

/** Whoever is asked must be one of yours: a letter too few in a domain asks nobody, or a stranger. */
function foreignDomains(document: ConfigDocument): readonly Inconsistency[] {
  const domains = document.people.domains ?? null;
  if (domains === null) return [];
  return addressesIn(document).flatMap(({ path, email }) => {
    const domain = email.slice(email.lastIndexOf('@') + 1);
    if (domains.includes(domain)) return [];
    const close = suggest(domain, domains);
    const hint = close === null ? '' : `; did you mean ${close}?`;
    return [
      { path, message: `got ${email}, expected a domain of people.domains: ${domains.join(', ')}${hint}` },
    ];
  });
}

function addressesIn(
  document: ConfigDocument,
): readonly { readonly path: ConfigPath; readonly email: string }[] {
  const owners = Object.entries(document.people.owners ?? {});
  return [
    ...Object.entries(overridesOf(document)).map(([key, email]) => ({ path: at(key), email })),
    ...owners.map(([key, email]) => ({ path: ['people', 'owners', key], email })),
    ...(document.accounts ?? []).flatMap(({ owner }, index) =>
      typeof owner === 'string' ? [{ path: ['accounts', index, 'owner'], email: owner }] : [],
    ),
    ...(document.automation ?? []).map(({ owner }, index) => ({
      path: ['automation', index, 'owner'],
      email: owner,
    })),
  ];
}
