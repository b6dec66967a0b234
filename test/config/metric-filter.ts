/**
 * A JSON metric filter of CloudWatch Logs, as far as the benchmark's filters go: comparisons of `$.field` with a value
 * that may hold `*`, `NOT EXISTS`, `&&` before `||`, parentheses. A comparison with a field that is not there does not
 * match, `!=` included. Source: "Filter pattern syntax for metric filters", Amazon CloudWatch Logs User Guide.
 */
export function matchesFilter(pattern: string, record: object): boolean {
  const tokens = pattern.match(TOKEN) ?? [];
  let next = 0;
  const take = (): string => tokens[next++] ?? '';
  const expect = (token: string): void => {
    const got = take();
    if (got !== token) throw new Error(`got ${got}, expected ${token}`);
  };
  const term = (): boolean => {
    const field = take();
    if (field === '(') {
      const value = either();
      expect(')');
      return value;
    }
    const found = field
      .slice(2)
      .split('.')
      .reduce<unknown>(
        (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
        record,
      );
    const operator = take();
    if (operator === 'NOT') {
      expect('EXISTS');
      return found === undefined;
    }
    const wanted = take().replace(/^"|"$/g, '');
    if (found === undefined || found === null) return false;
    const shape = wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    return new RegExp(`^${shape}$`).test(String(found)) === (operator === '=');
  };
  const both = (): boolean => {
    let value = term();
    while (tokens[next] === '&&') {
      next++;
      value = term() && value;
    }
    return value;
  };
  function either(): boolean {
    let value = both();
    while (tokens[next] === '||') {
      next++;
      value = both() || value;
    }
    return value;
  }
  expect('{');
  const matched = either();
  expect('}');
  return matched;
}

const TOKEN = /&&|\|\||!=|[={}()]|"[^"]*"|\$\.[\w.]+|[\w.*:/-]+/g;
