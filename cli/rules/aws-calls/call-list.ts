/** The calls that CloudTrail may write under each of the sources, which are without `.amazonaws.com`. */
export interface ServiceCalls {
  readonly sources: readonly string[];
  readonly names: readonly string[];
}

const VERB = /^[A-Z]?[a-z]+/;

/**
 * The list as text: a line of sources, below it a line for each verb with what it is done to (`-`: nothing), so that
 * twenty thousand names are small and a new one is a small change.
 */
export function renderCallList(version: string, services: readonly ServiceCalls[]): string {
  const bySources = new Map<string, Set<string>>();
  for (const { sources, names } of services) {
    const key = sources.join(' ');
    bySources.set(key, new Set([...(bySources.get(key) ?? []), ...names]));
  }
  const lines = [...bySources]
    .filter(([key, names]) => key !== '' && names.size > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, names]) => [key, ...verbLines([...names].sort())]);
  return [
    `# The calls of AWS services by CloudTrail's eventSource, from the service models of botocore ${version}`,
    '# (https://github.com/boto/botocore, Apache-2.0). Written by cli/rules/aws-calls/refresh.ts; not edited by hand.',
    ...lines,
    '',
  ].join('\n');
}

function verbLines(names: readonly string[]): readonly string[] {
  const verbs = Map.groupBy(names, (name) => VERB.exec(name)?.[0] ?? '');
  return [...verbs].map(
    ([verb, group]) => ` ${verb} ${group.map((name) => name.slice(verb.length) || '-').join(' ')}`,
  );
}

export function parseCallList(text: string): readonly ServiceCalls[] {
  const services: { readonly sources: readonly string[]; readonly names: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (!line.startsWith(' ')) services.push({ sources: line.split(' '), names: [] });
    else services.at(-1)?.names.push(...namesOf(line.slice(1)));
  }
  return services;
}

function namesOf(line: string): readonly string[] {
  const [verb = '', ...objects] = line.split(' ');
  return objects.map((object) => (object === '-' ? verb : `${verb}${object}`));
}
