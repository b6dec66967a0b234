import type { Answer } from '../cases/case.ts';
import { isObject, type Parsed, parseJson } from '../cloudtrail/json.ts';

/** What the Slack endpoint and the drain hand to the verify worker. */
export type VerifyMessage =
  | {
      readonly kind: 'answer';
      readonly caseId: string;
      /** Of the message that was clicked. */
      readonly revision: number;
      readonly answer: Answer['answer'];
      readonly user: string;
      readonly channel: string;
      /** When it was clicked; milliseconds since 1970. */
      readonly at: number;
    }
  /** The incident of a case was ended at the pager. */
  | { readonly kind: 'resolved'; readonly caseId: string; readonly by: string; readonly at: number }
  /** Somebody looks at the app's home in Slack. */
  | { readonly kind: 'home'; readonly user: string }
  /** A case has a push to send or to watch. */
  | { readonly kind: 'continue'; readonly caseId: string };

export function writeVerifyMessage(message: VerifyMessage): string {
  return JSON.stringify(message);
}

function isAnswerWord(value: unknown): value is Answer['answer'] {
  return value === 'yes' || value === 'no' || value === 'wrong-person' || value === 'not-me';
}

export function readVerifyMessage(body: string): Parsed<VerifyMessage> {
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  if (!isObject(parsed.value)) return { ok: false, reason: 'not an object' };
  const { kind, caseId, revision, answer, user, channel, by, at } = parsed.value;
  if (kind === 'home' && typeof user === 'string') return { ok: true, value: { kind, user } };
  if (typeof caseId !== 'string') return { ok: false, reason: 'names no case' };
  if (kind === 'continue') return { ok: true, value: { kind, caseId } };
  if (kind === 'resolved' && typeof by === 'string' && typeof at === 'number') {
    return { ok: true, value: { kind, caseId, by, at } };
  }
  const isAnswer = isAnswerWord(answer);
  if (
    kind !== 'answer' ||
    !isAnswer ||
    typeof revision !== 'number' ||
    typeof user !== 'string' ||
    typeof channel !== 'string' ||
    typeof at !== 'number'
  ) {
    return { ok: false, reason: 'neither an answer, nor a case to continue, nor an end' };
  }
  return { ok: true, value: { kind, caseId, revision, answer, user, channel, at } };
}
