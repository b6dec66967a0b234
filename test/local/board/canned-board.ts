import type { Board, Push, Story } from '../../../local/board/board-types.ts';
import { openedToTheWorld, START, stolenKey, terraformBurst } from './canned-calls.ts';
import { DANA_ASKED, PRIYA_ASKED, question, securityPost } from './canned-messages.ts';
import { ANSWERED_NO, DANA_CASE, DANA_PUSH, PRIYA_CASE, WORLD_OPEN } from './canned-parts.ts';

/** A board with some parts replaced. */
export function boardWith(
  parts: Partial<Omit<Board, 'state'>> & { readonly state?: Partial<Board['state']> } = {},
): Board {
  const { state, ...others } = parts;
  return { ...EMPTY, ...others, state: { ...EMPTY.state, ...state } };
}

const EMPTY: Board = {
  clock: { now: START, virtual: false },
  story: null,
  progress: null,
  state: {
    calls: { received: 0, filtered: 0, logged: 0, notified: 0, alerted: 0, quarantined: 0, duplicate: 0 },
    messages: [],
    pushes: [],
    incidents: [],
    quarantine: [],
  },
  recent: [],
  users: {
    U0DANA: { name: 'Dana Reyes', email: 'dana.reyes@example.com' },
    U0SAM: { name: 'Sam Okoye', email: 'sam.okoye@example.com' },
    U0PRIYA: { name: 'Priya Nair', email: 'priya.nair@example.com' },
  },
  cases: [],
  vendors: { slack: 'up', duo: 'up', pagerduty: 'up' },
};

function story(step: number, caption: string, hint: Story['hint'], title = 'A Terraform run'): Story {
  return { title, caption, step, of: 12, hint, finished: false };
}

const CALLS = {
  received: 34,
  filtered: 6,
  logged: 12,
  notified: 14,
  alerted: 0,
  quarantined: 0,
  duplicate: 2,
};
const AFTER_ALERT = { ...CALLS, received: 35, alerted: 1 };
const BURST = terraformBurst(26);

const VERIFIED = question(DANA_ASKED, {
  title: 'Thank you: confirmed',
  text: 'You confirmed these calls and approved the push on your phone. Nothing else to do.',
});
const CONFIRMING = question(DANA_ASKED, {
  title: 'Approve the push on your phone',
  text: 'A Duo push is on its way. It shows the number *47*.',
});
const WORLD_POST = securityPost(
  'post-sam',
  'Paged',
  'this should rarely or never happen: nobody is asked first\n• `ec2` `AuthorizeSecurityGroupIngress` on `sg-0123456789abcdef0`',
);
const PRIYA_ENDED = question(PRIYA_ASKED, {
  title: 'The security team is on it',
  text: 'You answered *No*. Somebody was paged.',
});
const APPROVED: Push = { ...DANA_PUSH, state: 'approved' };

const ASKED = boardWith({
  story: story(
    3,
    'All of it became one question. Dana reads it in Slack. Press “Yes, it was me”: she did run Terraform.',
    'slack',
  ),
  recent: BURST,
  cases: [DANA_CASE],
  state: { calls: CALLS, messages: [question(DANA_ASKED)] },
});

/** Boards at the moments worth looking at, by name. */
export const CANNED = {
  empty: boardWith(),
  begin: boardWith({
    story: story(
      1,
      'Dana, a platform engineer, runs Terraform. AWS records every call it makes in CloudTrail.',
      'calls',
    ),
  }),
  asked: ASKED,
  confirming: boardWith({
    ...ASKED,
    story: story(
      4,
      'A yes in Slack could come from anybody who stole her session. So her phone asks once more. Approve the push.',
      'duo',
    ),
    cases: [{ ...DANA_CASE, state: 'confirming' }],
    state: { calls: CALLS, messages: [CONFIRMING], pushes: [DANA_PUSH] },
  }),
  verified: boardWith({
    ...ASKED,
    story: story(5, 'Verified: 14 calls, one question, ten seconds. Nobody was woken.', null),
    cases: [{ ...DANA_CASE, state: 'verified', deadline: null }],
    state: { calls: CALLS, messages: [VERIFIED], pushes: [APPROVED] },
  }),
  alert: boardWith({
    ...ASKED,
    story: story(
      7,
      'Sam opens a security group to the whole Internet. Nobody is asked first: this pages at once.',
      'pagerduty',
      'A door left open',
    ),
    recent: [...BURST, openedToTheWorld(70)],
    cases: [{ ...DANA_CASE, state: 'verified', deadline: null }],
    state: {
      calls: AFTER_ALERT,
      messages: [VERIFIED, WORLD_POST],
      pushes: [APPROVED],
      incidents: [WORLD_OPEN],
    },
  }),
  stolen: boardWith({
    ...ASKED,
    story: story(
      9,
      'Priya’s access key leaked, and somebody far away uses it. Only Priya knows it was not her. Press “No, not me”.',
      'slack',
      'A stolen key',
    ),
    recent: [...BURST, openedToTheWorld(70), ...stolenKey(100)],
    cases: [{ ...DANA_CASE, state: 'verified', deadline: null }, PRIYA_CASE],
    state: {
      calls: { ...AFTER_ALERT, received: 37, notified: 16 },
      messages: [VERIFIED, WORLD_POST, question(PRIYA_ASKED)],
      pushes: [APPROVED],
      incidents: [WORLD_OPEN],
    },
  }),
  escalated: boardWith({
    ...ASKED,
    story: {
      ...story(
        12,
        'Her no paged the on-call within the second, with the key, what it did, and what to do now.',
        null,
        'A stolen key',
      ),
      finished: true,
    },
    recent: [...BURST, openedToTheWorld(70), ...stolenKey(100)],
    cases: [
      { ...DANA_CASE, state: 'verified', deadline: null },
      { ...PRIYA_CASE, state: 'escalated', cause: 'no' },
    ],
    state: {
      calls: { ...AFTER_ALERT, received: 38, notified: 16, quarantined: 1 },
      messages: [
        VERIFIED,
        WORLD_POST,
        PRIYA_ENDED,
        securityPost('post-priya', 'Not countersigned: paged', 'priya.nair@example.com says it was not them'),
      ],
      pushes: [APPROVED],
      incidents: [WORLD_OPEN, ANSWERED_NO],
      quarantine: [{ reason: 'the body is no JSON', body: 'hello, queue' }],
    },
    vendors: { slack: 'up', duo: 'down', pagerduty: 'up' },
  }),
} as const satisfies Record<string, Board>;
