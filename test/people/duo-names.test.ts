import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { duoNamesOf } from '../../lambda/people/duo-names.ts';

function names(email: string, domains: readonly string[] | null, configured: Record<string, string> = {}) {
  return duoNamesOf(email, {
    people: { ...DEFAULT_CONFIG.people, domains },
    duo: { host: null, names: configured },
  });
}

describe('the names under which Duo knows a person', () => {
  test('are the e-mail and its local part where all people are of one domain', () => {
    expect(names('ada@example.com', ['example.com'])).toEqual(['ada@example.com', 'ada']);
  });

  test('are the e-mail alone where the local part may be another person’s', () => {
    expect(names('ada@example.com', ['example.com', 'example.net'])).toEqual(['ada@example.com']);
    expect(names('ada@example.com', null)).toEqual(['ada@example.com']);
    expect(names('ada@example.net', ['example.com'])).toEqual(['ada@example.com'.replace('.com', '.net')]);
  });

  test('are the configured one, and no other', () => {
    expect(names('ada@example.com', ['example.com'], { 'ada@example.com': 'alovelace' })).toEqual([
      'alovelace',
    ]);
    expect(names('constructor', ['example.com'])).toEqual(['constructor']);
  });
});
