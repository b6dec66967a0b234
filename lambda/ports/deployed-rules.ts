import type { MemberPlace } from '../config/member-places.ts';
import type { DeployedRule } from '../eventbridge/compare-rules.ts';
import type { Outcome } from './outcome.ts';

/** What EventBridge rules of ours an account and region really has. */
export interface DeployedRules {
  /** All whose names begin as ours do; none where Countersign was never deployed. */
  list(place: MemberPlace): Promise<Outcome<readonly DeployedRule[]>>;
}
