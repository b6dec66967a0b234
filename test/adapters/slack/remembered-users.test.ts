import { rememberedUsers, USER_KEPT_MS } from '../../../lambda/adapters/slack/remembered-users.ts';
import type { Outcome } from '../../../lambda/ports/outcome.ts';
import { movableClock } from '../../contracts/outage.ts';

function directory() {
  const clock = movableClock(1_000);
  const answers = new Map<string, Outcome<string>>([
    ['ada@example.com', { kind: 'delivered', value: 'UADA' }],
  ]);
  const nobody = { kind: 'permanent', reason: 'users_not_found' } as const;
  const find = rememberedUsers(async (email) => answers.get(email) ?? nobody, clock);
  return { clock, answers, find, nobody };
}

describe('people looked up in Slack', () => {
  test('are remembered for a while, and then looked up again', async () => {
    const { clock, answers, find, nobody } = directory();
    await find('ada@example.com');
    answers.delete('ada@example.com');

    clock.advance(USER_KEPT_MS - 1);
    expect(await find('ada@example.com')).toEqual({ kind: 'delivered', value: 'UADA' });
    clock.advance(1);
    expect(await find('ada@example.com')).toEqual(nobody);
  });

  test('who were not found are looked up anew: a new hire is asked at once', async () => {
    const { answers, find } = directory();
    await find('new@example.com');
    answers.set('new@example.com', { kind: 'delivered', value: 'UNEW' });

    expect(await find('new@example.com')).toEqual({ kind: 'delivered', value: 'UNEW' });
  });

  test('are forgotten before they fill the memory, the oldest first', async () => {
    const { answers, find, nobody } = directory();
    await find('ada@example.com');
    for (let index = 0; index < 1_000; index++) {
      answers.set(`p${index}@example.com`, { kind: 'delivered', value: `U${index}` });
      await find(`p${index}@example.com`);
    }
    answers.clear();

    expect(await find('ada@example.com')).toEqual(nobody);
    expect((await find('p999@example.com')).kind).toBe('delivered');
  });
});
