import type { Block, Message } from '../../../local/board/board-types.ts';

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text) });
const context = (text: string): Block => ({ type: 'context', elements: [mrkdwn(text)] });
const header = (text: string): Block => ({ type: 'header', text: { type: 'plain_text', text } });

const ANSWERS: Block = {
  type: 'actions',
  elements: [
    answer('yes', 'Yes, it was me', 'primary'),
    answer('no', 'No, not me', 'danger'),
    answer('wrong-person', 'I’m not the right person'),
  ],
};

function answer(action: string, label: string, style?: string) {
  const button = {
    type: 'button',
    action_id: `countersign.${action}`,
    value: 'v1',
    text: { type: 'plain_text', text: label },
  };
  return style === undefined ? button : { ...button, style };
}

interface Asked {
  readonly id: string;
  readonly caseId: string;
  readonly person: string;
  readonly user: string;
  readonly channel: string;
  readonly calls: string;
  readonly facts: string;
}

/** A question as it stands before an answer, or with `ended`, after it. */
export function question(asked: Asked, ended?: { readonly title: string; readonly text: string }): Message {
  const { calls, facts, ...message } = asked;
  const title = ended?.title ?? 'Was this you?';
  const state =
    ended?.text ??
    'Please answer by *<!date^1795184220^{time}^|14:17 UTC>*. Yes sends a Duo push to your phone.';
  return {
    ...message,
    text: `${title} ${calls}`,
    blocks: [
      header(title),
      section(calls),
      section(facts),
      context('Why this is asked: An IAM user was created; The policy of a bucket was changed'),
      section(state),
      ...(ended ? [] : [ANSWERS]),
    ],
    buttons: ended ? [] : ['yes', 'no', 'wrong-person'],
    thread: [],
  };
}

export const DANA_ASKED: Asked = {
  id: 'message-dana',
  caseId: 'case-dana',
  person: 'dana.reyes@example.com',
  user: 'U0DANA',
  channel: 'D0DANA',
  calls:
    '*14 API calls*\n• `iam` `CreateRole` ×4 on `payments-api`, `payments-worker` and 2 more\n• `iam` `PutRolePolicy` ×4 on `payments-api`\n• `s3` `PutBucketPolicy` ×4 on `payments-receipts`\n• `iam` `CreateUser` ×2 on `payments-ci`',
  facts:
    'As `AWSReservedSSO_PlatformEngineer/dana.reyes@example.com`\nIn account `111122223333`\nFrom `198.51.100.7`\nWith `HashiCorp Terraform/1.9.8`',
};

export const PRIYA_ASKED: Asked = {
  id: 'message-priya',
  caseId: 'case-priya',
  person: 'priya.nair@example.com',
  user: 'U0PRIYA',
  channel: 'D0PRIYA',
  calls:
    '*2 API calls*\n• `iam` `CreateUser` on `support-helper`\n• `iam` `PutUserPolicy` on `support-helper`',
  facts:
    'As `priya.nair`\nIn account `111122223333`, `us-east-1`\nFrom `203.0.113.66`\nWith `python-requests/2.32`',
};

export function securityPost(id: string, title: string, text: string): Message {
  return {
    id,
    caseId: null,
    person: null,
    user: null,
    channel: '#cloud-security',
    text: title,
    blocks: [header(title), section(text), context('Case `case-0001`')],
    buttons: [],
    thread: [],
  };
}
