import { createSlackChat } from '../../../lambda/adapters/slack/slack-chat.ts';
import { createSlackStandIn } from '../../../local/stand-ins/slack.ts';
import { createSlackDirectory } from '../../../local/stand-ins/slack-directory.ts';
import { standInFetch } from '../../../local/stand-ins/stand-in-fetch.ts';
import { describeChat } from '../../contracts/chat.contract.ts';
import { movableClock } from '../../contracts/outage.ts';

const TIMEOUT_MS = 200;

describeChat('Slack', () => {
  const directory = createSlackDirectory({
    'guest@example.com': 'guest',
    'gone@example.com': 'deactivated',
    'robot@example.com': 'bot',
    'nobody@example.com': 'unknown',
  });
  const token = 'xoxb-test-token';
  const slack = createSlackStandIn({ clock: movableClock(), signingSecret: 'signing', token, directory });
  return {
    chat: createSlackChat({ token, fetch: standInFetch([slack]), timeoutMs: TIMEOUT_MS }),
    setMode: slack.setMode,
    homeOf: (user) => slack.state().homes.find((home) => home.user === user)?.blocks ?? null,
    seen: () =>
      slack.state().messages.map(({ text, user, kind, thread }) => ({
        text,
        user,
        kind,
        thread: thread.map((reply) => reply.text),
      })),
    member: { email: 'ana@example.com', id: directory.lookup('ana@example.com')?.id ?? '' },
    unaskable: ['guest@example.com', 'gone@example.com', 'robot@example.com', 'nobody@example.com'],
    deadlineMs: TIMEOUT_MS,
  };
});
