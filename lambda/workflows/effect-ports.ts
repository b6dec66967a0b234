import type { Verification } from '../config/config.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Chat } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Memory } from '../ports/memory.ts';
import type { Pager } from '../ports/pager.ts';
import type { Queue } from '../ports/queue.ts';
import type { SecondFactor } from '../ports/second-factor.ts';

/** What executing effects needs. */
export interface EffectPorts {
  readonly cases: CaseStore;
  readonly ledger: CallLedger;
  readonly chat: Chat;
  readonly secondFactor: SecondFactor;
  /** Keeps how many pushes each person had lately. */
  readonly memory: Memory;
  readonly pager: Pager;
  /** Takes incidents whose keys are to be looked into. */
  readonly investigateQueue: Pick<Queue, 'send'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly verification: Verification;
  /** Slack channel of the security team; null when there is none. */
  readonly securityChannel: string | null;
}
