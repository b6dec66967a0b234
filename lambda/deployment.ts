import { isArray, isObject, type JsonObject, type Parsed, parseJson } from './cloudtrail/json.ts';
import type { Config } from './config/config.ts';
import type { RuleDocument } from './sigma/rule.ts';

/** What a function is deployed with beside its code: the validated configuration and the rules as plain data. */
export interface Deployment {
  readonly config: Config;
  readonly rules: readonly RuleDocument[];
}

/**
 * Reads the file that the deployment wrote. Its content was validated when it was written, from the same sources as
 * this code; here it is only made sure that it is that file.
 */
export function readDeploymentFile(text: string): Parsed<Deployment> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  return isDeployment(parsed.value)
    ? { ok: true, value: parsed.value }
    : { ok: false, reason: 'no configuration and rules in it: not a file that the deployment wrote' };
}

function isDeployment(value: unknown): value is Deployment & JsonObject {
  return isObject(value) && isObject(value['config']) && isArray(value['rules']);
}
