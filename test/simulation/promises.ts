import type { History } from './history.ts';
import { messageEnds } from './promises/message-ends.ts';
import { nothingTwice } from './promises/nothing-twice.ts';
import { oneAnswerOneOrigin } from './promises/one-answer-one-origin.ts';
import { yesNeedsPush } from './promises/yes-needs-push.ts';

/** A promise that a run did not keep; numbered as in the README. */
export interface Broken {
  readonly promise: 1 | 2 | 3 | 4 | 5 | 6;
  readonly what: string;
}

/** The promises that a run did not keep, by what the journal and the vendors hold. */
export function brokenIn(history: History): readonly Broken[] {
  return [yesNeedsPush, oneAnswerOneOrigin, nothingTwice, messageEnds].flatMap((check) => check(history));
}
