import { parseInteraction } from '../../../lambda/adapters/slack/parse-interaction.ts';
import { createSlackChat } from '../../../lambda/adapters/slack/slack-chat.ts';
import { verifySignature } from '../../../lambda/adapters/slack/verify-signature.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { createSlackStandIn, slackMessageId } from '../../../local/stand-ins/slack.ts';
import { createSlackDirectory } from '../../../local/stand-ins/slack-directory.ts';
import { standInFetch } from '../../../local/stand-ins/stand-in-fetch.ts';
import { movableClock } from '../../contracts/outage.ts';

const SIGNING_SECRET = 'signing-secret';
const TOKEN = 'xoxb-test';

function workspace() {
  const clock = movableClock();
  const directory = createSlackDirectory();
  const create = () => createSlackStandIn({ clock, signingSecret: SIGNING_SECRET, token: TOKEN, directory });
  const slack = create();
  const chat = createSlackChat({ token: TOKEN, fetch: standInFetch([slack]) });
  const ana = directory.lookup('ana@example.com')?.id ?? '';
  return { clock, slack, chat, ana, create };
}

function button(action: string, value = 'case-1:1'): JsonObject {
  return {
    type: 'button',
    text: { type: 'plain_text', text: action },
    action_id: `countersign.${action}`,
    value,
  };
}

function question(value?: string) {
  const elements = ['yes', 'no', 'wrong-person'].map((action) => button(action, value));
  return { text: 'Was this you?', blocks: [{ type: 'actions', elements }] };
}

const mrkdwn = (text: string): JsonObject => ({ type: 'mrkdwn', text });
const section = (length: number): JsonObject => ({ type: 'section', text: mrkdwn('x'.repeat(length)) });
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe('the Slack stand-in', () => {
  test('shows a question with its buttons, its person and its thread', async () => {
    const { slack, chat, ana } = workspace();
    await chat.findUser('ana@example.com');
    const posted = await chat.post(ana, question());
    if (posted.kind !== 'delivered') throw new Error(posted.kind);
    await chat.post(ana, { text: 'Half the time is over', blocks: [] }, posted.value);

    expect(slack.state().messages).toMatchObject([
      {
        id: slackMessageId(posted.value.channel, posted.value.ts),
        kind: 'message',
        user: ana,
        person: 'ana@example.com',
        channel: posted.value.channel,
        buttons: ['yes', 'no', 'wrong-person'],
        thread: [{ text: 'Half the time is over', buttons: [] }],
      },
    ]);
  });

  test('signs a click as our handler checks and reads it', async () => {
    const { clock, slack, chat, ana } = workspace();
    const posted = await chat.post(ana, question('case-1:7'));
    if (posted.kind !== 'delivered') throw new Error(posted.kind);
    const { channel, ts } = posted.value;

    const click = slack.click(slackMessageId(channel, ts), 'wrong-person', ana);

    if (click === null) throw new Error('no click');
    const verdict = verifySignature({
      secrets: [SIGNING_SECRET],
      timestamp: click.headers['x-slack-request-timestamp'],
      signature: click.headers['x-slack-signature'],
      rawBody: click.rawBody,
      nowMs: clock.now(),
    });
    expect(verdict.ok).toBe(true);
    expect(parseInteraction(click.rawBody)).toEqual({
      kind: 'button',
      action: 'wrong-person',
      value: 'case-1:7',
      user: ana,
      channel,
      messageTs: ts,
      responseUrl: expect.stringContaining('https://hooks.slack.com/'),
    });
  });

  test('lets a screen that was not refreshed click a button that is gone, and no button that never was', async () => {
    const { slack, chat, ana } = workspace();
    const posted = await chat.post(ana, question('case-1:7'));
    if (posted.kind !== 'delivered') throw new Error(posted.kind);
    await chat.update(posted.value, { text: 'Confirmed', blocks: [] });
    const id = slackMessageId(posted.value.channel, posted.value.ts);

    expect(slack.state().messages[0]?.buttons).toEqual([]);
    expect(parseInteraction(slack.click(id, 'yes', ana)?.rawBody ?? '')).toMatchObject({ value: 'case-1:7' });
    expect(slack.click(id, 'maybe', ana)).toBeNull();
    expect(slack.click('D0-1.1', 'yes', ana)).toBeNull();
  });

  test.each<[string, unknown[], string]>([
    ['51 blocks', times(51, { type: 'divider' }), 'invalid_blocks'],
    ['a text of 3,001', [section(3_001)], 'invalid_blocks'],
    ['an empty text', [section(0)], 'invalid_blocks'],
    [
      'a header of 151',
      [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      'invalid_blocks',
    ],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('x') }], 'invalid_blocks'],
    ['11 fields', [{ type: 'section', fields: times(11, mrkdwn('x')) }], 'invalid_blocks'],
    [
      '26 buttons',
      [{ type: 'actions', elements: times(26, 0).map((_, i) => button(`b${i}`)) }],
      'invalid_blocks',
    ],
    [
      'a value of 2,001',
      [{ type: 'actions', elements: [button('yes', 'x'.repeat(2_001))] }],
      'invalid_blocks',
    ],
    [
      'two buttons of one id',
      [{ type: 'actions', elements: [button('yes'), button('yes')] }],
      'invalid_blocks',
    ],
    ['two blocks of one id', times(2, { type: 'divider', block_id: 'a' }), 'invalid_blocks'],
    ['a block of no known type', [{ type: 'marquee' }], 'invalid_blocks'],
    ['five sections of 2,900', times(5, section(2_900)), 'msg_blocks_too_long'],
  ])('refuses %s', async (_name, blocks, error) => {
    const { slack, chat, ana } = workspace();

    const outcome = await chat.post(ana, { text: 'text', blocks: blocks as JsonObject[] });

    expect(outcome).toMatchObject({ kind: 'permanent', reason: expect.stringContaining(error) });
    expect(slack.state().messages).toEqual([]);
  });

  test('accepts blocks at their limits', async () => {
    const { chat, ana } = workspace();
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(150) } },
      section(3_000),
      { type: 'section', fields: times(2, mrkdwn('x'.repeat(2_000))), accessory: button('yes') },
      { type: 'context', elements: times(10, mrkdwn('x')) },
      { type: 'actions', elements: [button('no', 'x'.repeat(2_000))] },
      ...times(45, { type: 'divider' }),
    ];

    expect(await chat.post(ana, { text: 'text', blocks })).toMatchObject({ kind: 'delivered' });
  });

  test.each([
    ['no text', { text: ' ', blocks: [] }, 'no_text'],
    ['a text of 40,001', { text: 'x'.repeat(40_001), blocks: [] }, 'msg_too_long'],
  ])('refuses %s', async (_name, message, error) => {
    const { chat, ana } = workspace();

    expect(await chat.post(ana, message)).toMatchObject({
      kind: 'permanent',
      reason: expect.stringContaining(error),
    });
  });

  test('refuses another token, and a place that is none', async () => {
    const { slack, chat, ana } = workspace();
    const stranger = createSlackChat({ token: 'xoxb-other', fetch: standInFetch([slack]) });

    expect(await stranger.post(ana, question())).toMatchObject({
      reason: expect.stringContaining('invalid_auth'),
    });
    expect(await chat.post('nowhere', question())).toMatchObject({
      reason: expect.stringContaining('channel_not_found'),
    });
  });

  test('goes on after a restart where it was saved', async () => {
    const { slack, chat, ana, create } = workspace();
    await chat.findUser('ana@example.com');
    await chat.post(ana, question());

    const restarted = create();
    expect(restarted.load(JSON.parse(JSON.stringify(slack.save())))).toEqual({ ok: true, value: null });

    expect(restarted.state()).toEqual(slack.state());
    const id = slack.state().messages[0]?.id ?? '';
    expect(restarted.click(id, 'yes', ana)).toEqual(slack.click(id, 'yes', ana));
  });

  test('keeps what it has when what is loaded was not saved by it', async () => {
    const { slack, chat, ana } = workspace();
    await chat.post(ana, question());

    expect(slack.load({ messages: 'none' }).ok).toBe(false);

    expect(slack.state().messages).toHaveLength(1);
  });
});
