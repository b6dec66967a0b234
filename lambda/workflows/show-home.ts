import type { Question } from '../cases/case.ts';
import { HOME_QUESTIONS, renderHome } from '../cases/words/slack-home.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Chat } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';

export interface ShowHomePorts {
  readonly cases: Pick<CaseStore, 'askedOf'>;
  readonly chat: Pick<Chat, 'showHome'>;
  readonly clock: Clock;
}

/** Shows a person what they were asked and what came of it: the questions that were sent to this very Slack user. */
export async function showHome({ cases, chat, clock }: ShowHomePorts, user: string): Promise<void> {
  const asked: readonly Question[] = await cases.askedOf(user, HOME_QUESTIONS);
  // One that Slack does not take is shown at the next look.
  await chat.showHome(user, renderHome(asked, clock.now()));
}
