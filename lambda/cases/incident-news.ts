import { alertTransition } from './alert.ts';
import type { Case, PostedMessage, Told } from './case.ts';
import type { Effect } from './effect.ts';
import type { KeyHistory } from './key-history.ts';
import { addEffects } from './outbox.ts';
import { rewritten } from './rewritten.ts';

/** The page is out: only now its keys are looked into, so that nothing of that can delay or hide it. */
export function afterPage(item: Case, at: number): Case {
  return item.kind === 'alert'
    ? alertTransition(item, { kind: 'paged', at })
    : withEffects(item, [{ kind: 'investigate' }], at);
}

/** Where the security channel was told of the case as it was shown: what becomes known later goes into that thread. */
export function afterPost(item: Case, message: PostedMessage, shown: Case): Case {
  return rewritten({ ...item, post: message, told: toldOf(shown) }, item.outbox);
}

/** The thread now knows of the case as it was shown. */
export function afterNews(item: Case, shown: Case): Case {
  return rewritten({ ...item, told: toldOf(shown) }, item.outbox);
}

function toldOf(shown: Case): Told {
  const answers = shown.kind === 'question' ? shown.lateAnswers : [];
  return {
    calls: shown.calls.length + shown.moreCalls,
    answersUntil: answers.reduce((latest, { at }) => Math.max(latest, at), 0),
  };
}

/** What its keys did is known: the incident and the channel are told. A second investigation changes nothing. */
export function afterInvestigation(item: Case, history: readonly KeyHistory[], at: number): Case {
  if (item.history !== undefined) return item;
  const news: readonly Effect[] =
    history.length === 0 ? [] : [{ kind: 'page-history' }, { kind: 'post-history' }];
  return withEffects({ ...item, history }, news, at);
}

function withEffects(item: Case, effects: readonly Effect[], at: number): Case {
  return rewritten(item, addEffects(item.outbox, effects, item.version + 1, at));
}
