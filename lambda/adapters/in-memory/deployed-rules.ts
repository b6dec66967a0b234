import { type MemberPlace, placeKey } from '../../config/member-places.ts';
import type { DeployedRule } from '../../eventbridge/compare-rules.ts';
import type { DeployedRules } from '../../ports/deployed-rules.ts';
import { delivered, type Failure } from '../../ports/outcome.ts';

export interface InMemoryDeployedRules extends DeployedRules {
  /** Replaces what a place has. */
  deploy(place: MemberPlace, rules: readonly DeployedRule[]): void;
}

/** @param failureAt why a place (`<account>/<region>`) cannot be looked at; null: it can */
export function createInMemoryDeployedRules(
  failureAt: (place: string) => Failure | null = () => null,
): InMemoryDeployedRules {
  const deployed = new Map<string, readonly DeployedRule[]>();
  return {
    deploy(place, rules) {
      deployed.set(placeKey(place), rules);
    },
    async list(place) {
      const key = placeKey(place);
      return failureAt(key) ?? delivered(deployed.get(key) ?? []);
    },
  };
}
