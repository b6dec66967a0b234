import type { Board } from '../../../local/board/board-types.ts';
import { boardWith, CANNED } from './canned-board.ts';
import { inBrowser } from './in-browser.ts';

const open = inBrowser();

describe('hostile text', () => {
  test('hostile text is shown as text, wherever it comes from', async () => {
    const evil = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
    const sly = '<javascript:alert(1)|click>';
    const { page } = await open(hostile(evil, sly));

    expect(await page.locator('main img, main script, main a').count()).toBe(0);
    expect(await page.title()).toBe('Countersign');
    for (const panel of ['.call', '.message', '.incident', '.case', '#phone', '.told']) {
      expect(await page.locator(panel).first().innerText()).toContain('<img src=x');
    }
    expect(await page.locator('.message').innerText()).toContain(sly);
  });
});

/** A board in which every text is hostile. */
function hostile(evil: string, sly: string): Board {
  const [call] = CANNED.asked.recent;
  const [one] = CANNED.asked.cases;
  const [push] = CANNED.confirming.state.pushes;
  const [incident] = CANNED.alert.state.incidents;
  const [message] = CANNED.asked.state.messages;
  if (!(call && one && push && incident && message)) throw new Error('the canned boards lack a part');
  return boardWith({
    story: { title: evil, caption: evil, step: 1, of: 2, hint: null, finished: false },
    recent: [{ ...call, severity: 'alert', eventName: evil, principal: evil, reason: evil, eventID: evil }],
    cases: [{ ...one, id: evil, person: evil, state: 'escalated', cause: evil }],
    users: {},
    state: {
      messages: [
        {
          ...message,
          person: evil,
          text: evil,
          thread: [{ id: 'reply', text: evil, blocks: [], buttons: [] }],
          blocks: [
            { type: 'section', text: { type: 'mrkdwn', text: `${evil} ${sly}` } },
            { type: 'header', text: { type: 'plain_text', text: evil } },
          ],
        },
      ],
      pushes: [{ ...push, person: evil, info: { [evil]: evil } }],
      incidents: [
        { ...incident, summary: evil, dedupKey: evil, details: { [evil]: [evil, { [evil]: evil }] } },
      ],
      quarantine: [{ reason: evil, body: evil }],
    },
  });
}
