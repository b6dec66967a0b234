import { renderHome } from '../../../lambda/cases/words/slack-home.ts';
import { judgeBlocks } from '../../../local/stand-ins/slack-blocks.ts';
import { caseCall, escalated, START } from '../samples.ts';

const HOSTILE = '<!channel> *x* `y` & <https://example.com|z>\u202e';

test('a home of any number of questions keeps to the limits of Slack, and nothing in it mentions or links', () => {
  const calls = Array.from({ length: 100 }, (_, index) =>
    caseCall(`${index}`, { eventName: `${HOSTILE}${'n'.repeat(500)}${index}` }),
  );
  const blocks = renderHome(
    Array.from({ length: 200 }, () => ({ ...escalated(), calls })),
    START,
  );
  expect(judgeBlocks([...blocks])).toMatchObject({ ok: true });
  expect(JSON.stringify(blocks)).not.toMatch(/<!channel|<https|\u202e/);
});
