import { createInMemoryChat } from '../../../lambda/adapters/in-memory/chat.ts';
import type { OutageMode } from '../../../local/stand-ins/outage.ts';
import { describeChat } from '../../contracts/chat.contract.ts';
import { faultOf, movableClock } from '../../contracts/outage.ts';

const MESSAGE = { text: 'Was this you?', blocks: [] };

describeChat('in memory', () => {
  let mode: OutageMode = 'up';
  const directory = (email: string) => (email === 'ana@example.com' ? 'U0ANA' : null);
  const chat = createInMemoryChat({ clock: movableClock(), directory, faults: () => faultOf(mode) });
  return {
    chat,
    homeOf: chat.home,
    setMode: (next) => {
      mode = next;
    },
    seen: () => {
      const all = chat.messages();
      return all
        .filter((each) => each.thread === null)
        .map(({ text, user, kind, ts }) => ({
          text,
          user,
          kind,
          thread: all.filter((each) => each.thread?.ts === ts).map((each) => each.text),
        }));
    },
    member: { email: 'ana@example.com', id: 'U0ANA' },
    unaskable: ['nobody@example.com'],
    deadlineMs: 0,
  };
});

describe('in-memory chat', () => {
  test('keeps a message whose answer was lost', async () => {
    const chat = createInMemoryChat({
      clock: movableClock(),
      directory: () => null,
      faults: () => ({ kind: 'answer-lost' }),
    });

    expect(await chat.post('U0ANA', MESSAGE)).toMatchObject({ kind: 'transient' });

    expect(chat.messages()).toHaveLength(1);
  });

  test('posts late when told so, after the wait it was given', async () => {
    const waits: number[] = [];
    const chat = createInMemoryChat({
      clock: movableClock(),
      directory: () => null,
      faults: (operation) => (operation === 'post' ? { kind: 'late', ms: 2_500 } : null),
      wait: async (ms) => {
        waits.push(ms);
      },
    });

    expect(await chat.post('U0ANA', MESSAGE)).toMatchObject({ kind: 'delivered' });

    expect(waits).toEqual([2_500]);
  });
});
