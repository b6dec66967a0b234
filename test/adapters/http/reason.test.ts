import { reasonOf } from '../../../lambda/adapters/http/reason.ts';

describe('a reason', () => {
  test('names no secret', () => {
    expect(reasonOf('bad token xoxb-1 (xoxb-1)', ['xoxb-1'])).toBe('bad token [secret] ([secret])');
  });

  test('is one short line', () => {
    expect(reasonOf(`a\r\n\tb${'c'.repeat(1_000)}`, [])).toMatch(/^a bc{297}…$/);
  });

  test('stays as it is when a secret is empty', () => {
    expect(reasonOf('plain', [''])).toBe('plain');
  });
});
