import type { InMemoryChat, InMemoryMessage } from '../../lambda/adapters/in-memory/chat.ts';
import { listOf, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';
import { namesIn } from './calls.ts';
import type { Shown } from './history.ts';
import type { Scheduler } from './scheduler.ts';
import type { Timeline } from './timeline.ts';

/** What the messages in Slack showed over time. */
export interface SlackView {
  /** Looks at Slack; returns the questions that are new. */
  look(): readonly Shown[];
  /** Every content that a question ever had, oldest first. */
  shown(): readonly Shown[];
  /** What a message shows now. */
  current(ts: string): Shown | null;
}

export function createSlackView(chat: InMemoryChat, scheduler: Scheduler, timeline: Timeline): SlackView {
  let seen: readonly InMemoryMessage[] = [];
  const shown: Shown[] = [];
  const latest = new Map<string, Shown>();
  return {
    shown: () => shown,
    current: (ts) => latest.get(ts) ?? null,
    look: () => {
      const messages = chat.messages();
      if (messages === seen) return [];
      const changed = messages.filter((message, index) => message !== seen[index]);
      seen = messages;
      const fresh: Shown[] = [];
      for (const message of changed) {
        const now = shownBy(message, scheduler.now());
        timeline.note('slack', inWords(message, now, latest.has(message.ts)));
        if (now === null) continue;
        if (!latest.has(message.ts)) fresh.push(now);
        latest.set(message.ts, now);
        shown.push(now);
      }
      return fresh;
    },
  };
}

/** Null for what is no question to a person. */
function shownBy({ kind, user, ts, text, blocks }: InMemoryMessage, at: number): Shown | null {
  if (kind !== 'message' || user === null) return null;
  return { at, ts, user, value: yesValueOf(blocks), names: namesIn(text + JSON.stringify(blocks)) };
}

/** What the yes button of a message carries. */
export function yesValueOf(blocks: InMemoryMessage['blocks']): string | null {
  const buttons = blocks.flatMap((block) => listOf(block['elements']).map(objectOf));
  return textOf(buttons.find((button) => button['action_id'] === 'countersign.yes')?.['value']);
}

function inWords(message: InMemoryMessage, now: Shown | null, isUpdate: boolean): string {
  const [title] = message.text.split('\n');
  if (message.kind === 'whisper') return `whispers to ${message.user}: ${title}`;
  if (now === null)
    return `posts to ${message.channel}${message.thread === null ? '' : ' in a thread'}: ${title}`;
  const names = [...now.names].join(' ');
  return `${isUpdate ? 'updates' : 'shows'} message ${now.ts} of ${now.user}: ${title} ${names}`;
}
