import { type Click, type TakeAnswerPorts, takeAnswer } from './take-answer.ts';
import { writeVerifyMessage } from './verify-message.ts';

export interface TakeFromSlackPorts extends TakeAnswerPorts {
  /** The value if it comes in so many milliseconds and without an error; otherwise null. */
  readonly within: <T>(ms: number, value: Promise<T>) => Promise<T | null>;
  /** Tells whoever clicked, and nobody else. */
  readonly tellPrivately: (responseUrl: string, text: string, timeoutMs: number) => Promise<boolean>;
}

export type FromSlack =
  | { readonly kind: 'click'; readonly click: Click & { readonly responseUrl: string | null } }
  | { readonly kind: 'home'; readonly user: string };

/** What the queue is given; a send takes some milliseconds. */
const TAKE_MS = 1_500;
/** What telling is given; both together stay well below the 3 seconds that Slack waits. */
const TELL_MS = 800;

export const PRESS_AGAIN = 'Your answer could not be taken just now. Please press the button again.';

/**
 * Hands over what Slack says. A click that the queue did not take in time is answered with a polite word: it is not
 * lost in silence. If the queue took it after all, pressing again changes nothing: the first answer counts.
 */
export async function takeFromSlack(ports: TakeFromSlackPorts, from: FromSlack): Promise<void> {
  if (from.kind === 'home') {
    await ports.within(TAKE_MS, ports.verifyQueue.send(writeVerifyMessage(from)));
    return;
  }
  const taken = await ports.within(TAKE_MS, takeAnswer(ports, from.click));
  const { responseUrl } = from.click;
  if (taken !== null || responseUrl === null) return;
  await ports.within(TELL_MS, ports.tellPrivately(responseUrl, PRESS_AGAIN, TELL_MS));
}
