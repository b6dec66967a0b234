import { isObject, type JsonValue } from '../../cloudtrail/json.ts';
import { delivered, type Outcome } from '../../ports/outcome.ts';

/** What the deployment puts into each field of a new secret, for the operator to replace. */
export const SECRET_PLACEHOLDER = 'REPLACE_ME';

/** The secret's fields if every one is filled in. The reason names fields, never a value. */
export function filledFields(name: string, value: JsonValue): Outcome<Readonly<Record<string, string>>> {
  if (!isObject(value))
    return { kind: 'permanent', reason: `secret ${name} is not a JSON object of strings` };
  const fields = Object.entries(value);
  const filled = fields.filter((field): field is [string, string] => isFilled(field[1]));
  if (fields.length === 0) return { kind: 'permanent', reason: `secret ${name} has no fields yet` };
  if (filled.length === fields.length) return delivered(Object.fromEntries(filled));
  const toFill = fields.filter(([, text]) => !isFilled(text)).map(([field]) => field);
  return { kind: 'permanent', reason: `secret ${name}: fill in ${toFill.join(', ')}` };
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.trim() !== SECRET_PLACEHOLDER;
}
