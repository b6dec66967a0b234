import fc from 'fast-check';
import { parseInteraction } from '../../../lambda/adapters/slack/parse-interaction.ts';

const CLICK = {
  type: 'block_actions',
  user: { id: 'U0ANA' },
  channel: { id: 'D0ANA' },
  message: { ts: '1.000001' },
  container: { channel_id: 'D0ANA', message_ts: '1.000001' },
  response_url: 'https://hooks.slack.com/actions/T0/1',
  actions: [{ type: 'button', action_id: 'countersign.yes', value: 'case-1:3' }],
};

const BUTTON = {
  kind: 'button',
  action: 'yes',
  value: 'case-1:3',
  user: 'U0ANA',
  channel: 'D0ANA',
  messageTs: '1.000001',
  responseUrl: 'https://hooks.slack.com/actions/T0/1',
};

function parsed(payload: unknown) {
  return parseInteraction(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}

describe('an interactive request', () => {
  test.each(['yes', 'no', 'wrong-person'])('is read as a click on %s', (action) => {
    const actions = [{ type: 'button', action_id: `countersign.${action}`, value: 'case-1:3' }];

    expect(parsed({ ...CLICK, actions })).toEqual({ ...BUTTON, action });
  });

  test('names the place by its container when the message is gone, and may lack a response address', () => {
    const { message, channel, response_url, ...rest } = CLICK;

    expect(parsed(rest)).toEqual({ ...BUTTON, responseUrl: null });
  });

  test.each([
    ['a button of somebody else', { ...CLICK, actions: [{ action_id: 'other.yes', value: 'x' }] }],
    ['a name every object has', { ...CLICK, actions: [{ action_id: 'countersign.toString', value: 'x' }] }],
    ['no action', { ...CLICK, actions: [] }],
    ['a shortcut', { ...CLICK, type: 'shortcut' }],
    ['a submitted view', { type: 'view_submission' }],
  ])('is other when it is %s', (_name, payload) => {
    expect(parsed(payload)).toEqual({ kind: 'other' });
  });

  test.each([
    ['an empty body', ''],
    ['a body without payload', 'token=1'],
    ['a payload that is no JSON', 'payload=%7B'],
    ['a payload that is a list', 'payload=[]'],
    ['broken escapes', 'payload=%E0%A4%A'],
  ])('is unreadable with %s', (_name, body) => {
    expect(parseInteraction(body)).toMatchObject({ kind: 'unreadable', reason: expect.any(String) });
  });

  test.each(['user', 'actions.value'])('is unreadable without %s', (missing) => {
    const payload =
      missing === 'user' ? { ...CLICK, user: {} } : { ...CLICK, actions: [{ action_id: 'countersign.no' }] };

    expect(parsed(payload).kind).toBe('unreadable');
  });

  test('of any shape is read without throwing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `payload=${encodeURIComponent(json)}`),
        ),
        (body) => {
          expect(['button', 'other', 'unreadable']).toContain(parseInteraction(body).kind);
        },
      ),
    );
  });
});
