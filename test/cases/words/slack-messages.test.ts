import fc from 'fast-check';
import type { Case } from '../../../lambda/cases/case.ts';
import { renderCovered } from '../../../lambda/cases/words/covered-list.ts';
import { renderSecurityPost } from '../../../lambda/cases/words/security-post.ts';
import { renderQuestion, renderReminder } from '../../../lambda/cases/words/slack-question.ts';
import { type JsonObject, type JsonValue, listOf, objectOf } from '../../../lambda/cloudtrail/json.ts';
import type { ChatMessage } from '../../../lambda/ports/chat.ts';
import { judgeBlocks } from '../../../local/stand-ins/slack-blocks.ts';
import { asked, caseCall, caseCalls, escalated, having, START } from '../samples.ts';
import { hostileAlert, hostileCovered, hostileQuestion, MARK } from './hostile.ts';

/** Every message a case can lead to. */
const anyMessage: fc.Arbitrary<{ readonly item: Case; readonly message: ChatMessage }> = fc.oneof(
  hostileQuestion.map((item) => ({ item, message: renderQuestion(item) })),
  hostileQuestion.map((item) => ({ item, message: renderSecurityPost(item) })),
  hostileAlert.map((item) => ({ item, message: renderSecurityPost(item) })),
  hostileCovered.map(({ item }) => ({ item, message: renderQuestion(item) })),
  hostileCovered.map(({ item, quiet }) => ({
    item: { ...item, calls: quiet.calls },
    message: renderCovered(item, quiet),
  })),
);

/** All that Slack reads as `mrkdwn`: the message's text and the texts of its blocks. */
function formatted({ text, blocks }: ChatMessage): readonly string[] {
  return [text, ...blocks.flatMap(textsOf)];
}

function textsOf(block: JsonObject): readonly string[] {
  const objects = [block['text'], ...listOf(block['elements'])].map((value) => objectOf(value as JsonValue));
  return objects.filter(({ type }) => type === 'mrkdwn').map(({ text }) => String(text));
}

const withoutCode = (text: string) => text.replace(/`[^`\n]*`/g, '');

function holds(name: string, check: (message: ChatMessage, item: Case) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(anyMessage, ({ item, message }) => check(message, item)),
      { numRuns: 100 },
    );
  });
}

describe('whatever CloudTrail wrote', () => {
  holds('Slack takes the message', ({ blocks }) => {
    expect(judgeBlocks(JSON.parse(JSON.stringify(blocks)))).toMatchObject({ ok: true });
  });

  holds('the plain text is there and short enough', ({ text }) => {
    expect(text.length).toBeGreaterThan(10);
    expect(text.length).toBeLessThanOrEqual(3_000);
  });

  holds('it stands in code spans, where nothing is formatted', (message) => {
    for (const text of formatted(message)) {
      expect(withoutCode(text).toLowerCase()).not.toContain(MARK);
      expect(withoutCode(text)).not.toContain('`');
    }
  });

  holds('nothing but our own dates is in angle brackets', (message) => {
    for (const text of formatted(message)) {
      expect(text.replace(/<!date\^\d+\^[^|<>]*\|[^<>]*>/g, '')).not.toMatch(/[<>]/);
    }
  });

  holds('no half characters, controls or changes of direction are left', (message) => {
    for (const text of formatted(message)) {
      expect(text.isWellFormed()).toBe(true);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  holds('text and blocks say the same number of calls', (message, item) => {
    const count = (item.calls.length + item.moreCalls).toLocaleString('en-US');
    for (const text of [message.text, JSON.stringify(message.blocks)]) {
      expect(text).toContain(`${count} API call`);
    }
  });
});

describe('the question', () => {
  const texts = (message: ChatMessage) => formatted(message).join('\n');

  test('offers three answers while it is open, and none after', () => {
    const buttons = (message: ChatMessage) =>
      message.blocks.flatMap((block) => (block['type'] === 'actions' ? listOf(block['elements']) : []));
    expect(buttons(renderQuestion(asked()))).toHaveLength(3);
    expect(buttons(renderQuestion(escalated()))).toEqual([]);
  });

  test('lists common facts once, and what differs a line each', () => {
    const calls = [
      ...caseCalls(3),
      caseCall('role', { eventName: 'CreateRole', resource: 'admin', errorCode: 'AccessDenied' }),
    ];
    expect(renderQuestion(asked(calls)).text.split('\n').slice(2, 9)).toEqual([
      '4 API calls',
      '• `iam` `CreateUser` ×3 on `new-user`',
      '• `iam` `CreateRole` on `admin` (failed)',
      'As `IAM user ana@example.com`',
      'In account `111122223333`, `us-east-1`',
      'From `198.51.100.7`',
      'With `aws-cli/2.31.0`',
    ]);
  });

  test('names the place of each line when it differs', () => {
    const calls = [caseCall('a'), caseCall('b', { region: 'eu-west-1' })];
    expect(texts(renderQuestion(asked(calls)))).toContain('in `111122223333` `eu-west-1`');
  });

  test('names each kind of a Terraform run over ten accounts', () => {
    const kinds = Array.from({ length: 12 }, (_, index) => `CreateThing${index}`);
    const accounts = Array.from({ length: 10 }, (_, index) => String(111122223330 + index));
    const calls = accounts.flatMap((account) =>
      kinds.map((eventName) => caseCall(`${account}-${eventName}`, { account, eventName })),
    );
    const { text } = renderQuestion(asked(calls));
    for (const kind of kinds) expect(text).toContain(`\`${kind}\` ×10 on \`new-user\` in 10 accounts`);
    expect(text).not.toContain('… and');
  });

  test('says that calls are late', () => {
    expect(texts(renderQuestion(asked([caseCall('a', { late: true })])))).toContain('reached us late');
    expect(texts(renderQuestion(asked()))).not.toContain('late');
  });

  test('reminds with the time it ends', () => {
    const { deadline } = asked();
    expect(renderReminder(asked()).text).toContain(`<!date^${deadline / 1_000}^`);
  });

  test('thanks for a no, and blames nobody for silence', () => {
    const silent = having(asked(), { kind: 'time-passed', at: START + 3_600_000 });
    expect(texts(renderQuestion(escalated()))).toContain('Thank you for telling us');
    expect(texts(renderQuestion(silent))).toContain('If this was you, please tell them');
  });
});

describe('a question to somebody who may be the wrong person', () => {
  const unsure = having(asked(), { kind: 'time-passed', at: START });
  const person = { email: 'ana@example.com', confidence: 'low', by: 'role session name' } as const;

  test('says so, says why, and offers a way out beside every yes', () => {
    const message = renderQuestion({ ...unsure, person });
    const actions = message.blocks.flatMap(({ elements }) =>
      listOf(elements).map((element) => objectOf(element)['action_id']),
    );

    expect(formatted(message).join()).toContain(
      'You are asked because of `role session name`, which may be wrong.',
    );
    expect(message.text).toContain("press “I'm not the right person”");
    expect(actions).toEqual(expect.arrayContaining(['countersign.yes', 'countersign.wrong-person']));
  });

  test('is not made unsure where the person is known', () => {
    expect(formatted(renderQuestion(unsure)).join()).not.toContain('may be wrong');
  });
});

test('an e-mail address that formats is in a code span as well', () => {
  const person = { email: `_${MARK}_@example.com`, confidence: 'high', by: 'IAM user name' } as const;
  for (const text of formatted(renderSecurityPost({ ...escalated(), person }))) {
    expect(withoutCode(text)).not.toContain(MARK);
  }
});

test('a call keeps of each text what fits a line', () => {
  fc.assert(
    fc.property(hostileQuestion, ({ calls: [call] }) => {
      const texts = Object.values(call ?? {})
        .flat()
        .filter((value) => typeof value === 'string');
      expect(texts.filter((text) => [...text].length > 160 || /[\p{Cc}\p{Cs}]/u.test(text))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
