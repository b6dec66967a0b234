import { composeSlack, type SlackPorts } from '../composition/compose-slack.ts';
import { lambdaRuntime } from '../composition/lambda-runtime.ts';
import { takeAnswer } from '../workflows/take-answer.ts';
import { once } from './once.ts';
import { type HttpResult, readClick, type SlackRequest } from './slack-request.ts';
import { within } from './within.ts';

const ports = once(() => composeSlack(lambdaRuntime()));

/** Slack gives up after 3 seconds; this leaves it time to get the answer. */
const ANSWER_MS = 2_500;
const TRY_AGAIN = 'Your answer could not be taken just now. Please press the button again.';

export function slackHandler(of: () => SlackPorts) {
  return async (request: SlackRequest): Promise<HttpResult> =>
    (await within(ANSWER_MS, answer(of(), request))) ?? whisper(TRY_AGAIN);
}

async function answer(slack: SlackPorts, request: SlackRequest): Promise<HttpResult> {
  const read = await readClick(slack, request);
  if (read.kind === 'refused') return read.result;
  if (read.kind === 'click') await takeAnswer(slack, read.click);
  return { statusCode: 200, body: '' };
}

/** Shown to whoever clicked, and to nobody else. */
function whisper(text: string): HttpResult {
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text });
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
}

/** Behind the public endpoint, for each click on a button. */
export const handler = slackHandler(ports);
