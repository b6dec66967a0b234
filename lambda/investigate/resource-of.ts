import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';
import { isArray, isObject, listOf, objectOf, textOf } from '../cloudtrail/json.ts';

export interface Resource {
  readonly type: string | null;
  readonly id: string | null;
}

/** Parameters that say where something is rather than what it is. */
const PLACES = new Set(['Host', 'region', 'clientToken', 'policyDocument', 'maxResults', 'nextToken']);
/** What a call that has to do with several things is about: the thing itself comes before what holds it. */
const NAMING = /(?:name|id|arn|bucket|key|identifier|url|path)$/i;
const DEEPEST = 4;

/** What a call was about: the resource CloudTrail names, or else the first parameter that names something. */
export function resourceOf({ record, eventName }: ApiCall): Resource {
  const listed = listOf(record['resources']).find(isObject);
  const arn = listed === undefined ? null : (textOf(listed['ARN']) ?? textOf(listed['arn']));
  if (listed !== undefined && arn !== null) return { type: textOf(listed['type']), id: arn };
  const parameters = objectOf(record['requestParameters']);
  const named = best(parameters, eventName) ?? naming(parameters, DEEPEST);
  return named === null ? { type: null, id: null } : { type: typeOf(named.name, eventName), id: named.text };
}

interface Named {
  readonly name: string;
  readonly text: string;
}

/** The parameter that is named after what the event is about: `userName` of `DeleteUser`. */
function best(parameters: JsonObject, eventName: string): Named | null {
  const noun = nounOf(eventName).toLowerCase();
  const names = Object.keys(parameters).filter((name) => NAMING.test(name) && !PLACES.has(name));
  const name = names.find((each) => noun !== '' && each.toLowerCase().startsWith(noun));
  const text = name === undefined ? null : textOf(parameters[name]);
  return name === undefined || text === null ? null : { name, text };
}

function naming(value: JsonValue | undefined, depth: number, name = ''): Named | null {
  if (typeof value === 'string')
    return NAMING.test(name) && !PLACES.has(name) && value !== '' ? { name, text: value } : null;
  if (depth === 0) return null;
  const members: readonly (readonly [string, JsonValue | undefined])[] = isArray(value)
    ? value.map((item) => [name, item])
    : Object.entries(objectOf(value)).map(([member, item]) => [member === 'content' ? name : member, item]);
  for (const [member, item] of members) {
    const found = naming(item, depth - 1, member);
    if (found !== null) return found;
  }
  return null;
}

/** What an event is about, by its name: `Function` of `DeleteFunction20150331v2`. */
export function nounOf(eventName: string): string {
  return eventName.replace(/^[A-Z][a-z]+/, '').replace(/\d{8}(?:v\d+)?$/, '');
}

function typeOf(parameter: string, eventName: string): string | null {
  const noun = parameter.replace(/(?:Name|Id|Arn|ARN|Identifier|Url|Set)+$/, '');
  const words = noun === '' ? nounOf(eventName) : noun;
  return words === '' ? null : words.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
