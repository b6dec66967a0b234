import type { DrainPorts } from '../../../lambda/workflows/drain-ports.ts';
import type { VerifyMessage } from '../../../lambda/workflows/verify-message.ts';
import { readVerifyMessage, writeVerifyMessage } from '../../../lambda/workflows/verify-message.ts';
import type { Break } from '../breaks.ts';

/** Who answers, and what an answer covers. */
export const PEOPLE_BREAKS: readonly Break[] = [
  {
    name: 'click-version-ignored',
    promise: 4,
    what: 'a yes also covers calls that the message did not show yet when it was pressed',
    inject: (ports) => answering(ports, async (message) => ({ ...message, revision: 999_999 })),
  },
  {
    name: 'stranger-counts',
    promise: 3,
    what: 'whoever presses a button answers for the person asked',
    inject: (ports, stage) =>
      answering(ports, async (message) => {
        const item = await stage.cases.get(message.caseId);
        const asked = item?.kind === 'question' ? item.message?.user : undefined;
        return { ...message, user: asked ?? message.user };
      }),
  },
];

type Answer = Extract<VerifyMessage, { kind: 'answer' }>;

/** The Slack endpoint hands on something else than what was pressed. */
function answering(ports: DrainPorts, change: (answer: Answer) => Promise<Answer>): DrainPorts {
  return {
    ...ports,
    verifyQueue: {
      send: async (body, delaySeconds) => {
        const read = readVerifyMessage(body);
        const isAnswer = read.ok && read.value.kind === 'answer';
        const changed = isAnswer ? writeVerifyMessage(await change(read.value)) : body;
        await ports.verifyQueue.send(changed, delaySeconds);
      },
    },
  };
}
