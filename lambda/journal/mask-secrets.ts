import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';

export const MASK = '(masked)';

/** Names of parameters whose values may be secrets, wherever they stand in a request. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|secret|token|credential|private_?key|api_?key|auth(?:orization|_?key)|signature|session_?key|key_?material|plaintext|user_?data|community_?string/i;
/** Names that only name something: `secretId`, `tokenArn`, `passwordPolicy…`, `passwordResetRequired`. */
const NAMING =
  /(?:id|ids|arn|arns|name|names|type|required|enabled|status|length|age|version|versions|ttl|days|expiry|count|policy)$/i;
/** Parameters that hold somebody's settings: what is in them is nobody's business, and often a password. */
const SETTINGS_NAME = /^(?:environment|environmentVariables|variables|envVars|parameters|stageVariables)$/i;

/** Values that are secrets by their form, under whatever name. */
const SECRET_FORMS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bxox[abeoprs]-[\w-]{10,}/,
  /\bgh[opsu]_[A-Za-z0-9]{20,}/,
  /\bglpat-[\w-]{20,}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/,
  /\bsk-[A-Za-z0-9-]{20,}/,
  // A secret access key: 40 characters of base64, nothing around them.
  /^(?=.*[A-Z])(?=.*[a-z])(?=.*[\d/+])[A-Za-z0-9/+]{40}$/,
  // A password in a connection string.
  /:\/\/[^/\s:@]+:[^/\s@]+@/,
];

/**
 * A request with what may be secret masked. CloudTrail hides most of it itself, but not all: a task definition's
 * environment, a stack's parameters and a master password of an older service stand in the record.
 */
export function maskSecrets(request: JsonObject): JsonObject {
  return maskMembers(request, false);
}

function maskMembers(value: JsonObject, insideSettings: boolean): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, maskMember(name, item, insideSettings)]),
  );
}

function maskMember(name: string, item: JsonValue | undefined, insideSettings: boolean): JsonValue {
  if (SECRET_NAME.test(name) && !NAMING.test(name)) return maskAll(item);
  if (insideSettings && !isSettingName(name)) return maskAll(item);
  return maskValue(item, insideSettings || SETTINGS_NAME.test(name));
}

/** In `[{name, value}]` and `[{parameterKey, parameterValue}]` the name may be read. */
function isSettingName(name: string): boolean {
  return /^(?:name|key|parameterKey|parameterName|type|variables)$/i.test(name);
}

function maskValue(item: JsonValue | undefined, insideSettings: boolean): JsonValue {
  if (typeof item === 'string') return SECRET_FORMS.some((form) => form.test(item)) ? MASK : item;
  if (isArray(item)) return item.map((each) => maskValue(each, insideSettings));
  return isObject(item) ? maskMembers(item, insideSettings) : (item ?? null);
}

/** Says nothing of what was there, except a yes or no, which nobody guards. */
function maskAll(item: JsonValue | undefined): JsonValue {
  return item === null || item === undefined || typeof item === 'boolean' ? (item ?? null) : MASK;
}
