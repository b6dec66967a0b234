import type { ApiCall } from './api-call.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { objectOf, textOf } from './json.ts';

type CallError = NonNullable<ApiCall['error']>;

/**
 * Why the call failed, or null when nothing says that it did. Besides `errorCode` a failure may stand in
 * `responseElements` alone (sign-ins, some services), or as a message without a code.
 */
export function errorOf(record: JsonObject, eventName: string): CallError | null {
  const response = objectOf(record['responseElements']);
  const message = textOf(record['errorMessage']) ?? textOf(response['errorMessage']);
  const code = textOf(record['errorCode']) ?? textOf(response['errorCode']);
  if (code !== null) {
    return { code, message };
  }
  if (isFailure(response[eventName]) || isFailure(objectOf(record['serviceEventDetails'])[eventName])) {
    return { code: 'Failure', message };
  }
  return message === null ? null : { code: 'Unspecified', message };
}

function isFailure(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.toLowerCase() === 'failure';
}
