import type { Chat, ChatMessage } from '../../lambda/ports/chat.ts';
import type { OutageMode } from '../../local/stand-ins/outage.ts';

export interface SeenMessage {
  readonly text: string;
  /** The Slack id of the user it was sent to or who alone sees it; null in a channel and in a thread. */
  readonly user: string | null;
  readonly kind: 'message' | 'whisper';
  readonly thread: readonly string[];
}

export interface ChatHarness {
  readonly chat: Chat;
  setMode(mode: OutageMode): void;
  /** What the workspace shows, oldest first. */
  seen(): readonly SeenMessage[];
  /** The blocks on the app's home of a user; null while there are none. */
  homeOf(user: string): unknown;
  readonly member: { readonly email: string; readonly id: string };
  /** E-mails that belong to nobody who may be asked. */
  readonly unaskable: readonly string[];
  /** Longest time a call may take, in milliseconds. */
  readonly deadlineMs: number;
}

const QUESTION: ChatMessage = {
  text: 'Was this you?',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Was this you?' } }],
};
const CHANGED: ChatMessage = { text: 'Confirmed', blocks: [] };

/** What every `Chat` does. */
export function describeChat(name: string, create: () => ChatHarness): void {
  describe(`chat contract: ${name}`, () => {
    test('finds a member by e-mail', async () => {
      const { chat, member } = create();

      expect(await chat.findUser(member.email)).toEqual({ kind: 'delivered', value: member.id });
    });

    test('refuses for good to find whom it may not ask', async () => {
      const { chat, unaskable } = create();

      for (const email of unaskable) expect(await chat.findUser(email)).toMatchObject({ kind: 'permanent' });
    });

    test('posts to a user and says where the message stands', async () => {
      const { chat, member, seen } = create();

      const posted = await chat.post(member.id, QUESTION);

      expect(posted).toMatchObject({ kind: 'delivered' });
      expect(posted.kind === 'delivered' && posted.value.channel).not.toBe(member.id);
      expect(seen()).toEqual([{ text: 'Was this you?', user: member.id, kind: 'message', thread: [] }]);
    });

    test('posts to a channel and into a thread', async () => {
      const { chat, seen } = create();

      const posted = await chat.post('C0SECURITY', QUESTION);
      if (posted.kind !== 'delivered') throw new Error(`not posted: ${posted.kind}`);
      await chat.post('C0SECURITY', CHANGED, posted.value);

      expect(seen()).toContainEqual({
        text: 'Was this you?',
        user: null,
        kind: 'message',
        thread: ['Confirmed'],
      });
    });

    test('updates a message in place', async () => {
      const { chat, member, seen } = create();
      const posted = await chat.post(member.id, QUESTION);
      if (posted.kind !== 'delivered') throw new Error(`not posted: ${posted.kind}`);

      expect(await chat.update(posted.value, CHANGED)).toEqual({ kind: 'delivered', value: undefined });

      expect(seen()).toEqual([{ text: 'Confirmed', user: member.id, kind: 'message', thread: [] }]);
    });

    test('refuses for good to update a message that is not there', async () => {
      const { chat } = create();

      expect(await chat.update({ channel: 'C0SECURITY', ts: '1.000001' }, CHANGED)).toMatchObject({
        kind: 'permanent',
      });
    });

    test("shows a user blocks on the app's home, in place of what stood there", async () => {
      const { chat, member, homeOf } = create();
      expect(homeOf(member.id)).toBeNull();
      await chat.showHome(member.id, QUESTION.blocks);
      expect(await chat.showHome(member.id, [{ type: 'divider' }])).toMatchObject({ kind: 'delivered' });
      expect(homeOf(member.id)).toEqual([{ type: 'divider' }]);
    });

    test('whispers to one user', async () => {
      const { chat, member, seen } = create();

      expect(await chat.whisper('C0SECURITY', member.id, 'Only the person asked may answer')).toMatchObject({
        kind: 'delivered',
      });

      expect(seen()).toMatchObject([
        { kind: 'whisper', user: member.id, text: 'Only the person asked may answer' },
      ]);
    });

    test.each(['down', 'slow', 'garbage'] as const)(
      'is transient while the vendor is %s, in time, and recovers',
      async (mode) => {
        const { chat, member, setMode, seen, deadlineMs } = create();
        setMode(mode);
        const started = performance.now();

        expect(await chat.post(member.id, QUESTION)).toMatchObject({
          kind: 'transient',
          reason: expect.any(String),
        });

        expect(performance.now() - started).toBeLessThan(deadlineMs + 500);
        expect(seen()).toEqual([]);
        setMode('up');
        expect(await chat.post(member.id, QUESTION)).toMatchObject({ kind: 'delivered' });
        expect(seen()).toHaveLength(1);
      },
    );

    test('says how long to wait while throttled, and recovers', async () => {
      const { chat, member, setMode, seen } = create();
      setMode('throttled');

      expect(await chat.post(member.id, QUESTION)).toEqual({ kind: 'throttled', retryAfterMs: 30_000 });

      expect(seen()).toEqual([]);
      setMode('up');
      expect(await chat.findUser(member.email)).toMatchObject({ kind: 'delivered' });
    });
  });
}
