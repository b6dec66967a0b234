import { isObject, type JsonObject } from '../cloudtrail/json.ts';

/** Whether a record has a value that some rule hangs on, by field; each looks at the one field it is named after. */
export type FieldAlarms = ReadonlyMap<string, (record: JsonObject) => boolean>;

const API_CALL = 'AwsApiCall';
/** `AssumedRole`, as nearly every call's identity is. */
const USUAL_TYPE = 'AssumedRole';
const FIELDS = [
  'errorCode',
  'eventType',
  'userIdentity.type',
  'userIdentity.userName',
  'userIdentity.sessionContext.sessionIssuer.userName',
] as const;

/**
 * A quick look that tells most records apart: a call of a role's session that did not fail, whose role is known to be
 * no decoy. Every record of a trail passes here, and one function that names its fields is several times faster than
 * one for each of them. Null where the rules hang on other fields, or on what is usual.
 */
export function ordinaryRecord(alarms: FieldAlarms): ((record: JsonObject) => boolean) | null {
  const knows = (field: string) => FIELDS.some((known) => known === field);
  const usual = { eventType: API_CALL, userIdentity: { type: USUAL_TYPE } };
  if (![...alarms.keys()].every(knows) || [...alarms.values()].some((alarms) => alarms(usual))) return null;
  const isDecoy = alarms.get('userIdentity.sessionContext.sessionIssuer.userName') ?? (() => false);
  let harmless = '';
  return (record) => {
    if (record['errorCode'] !== undefined || record['eventType'] !== API_CALL) return false;
    const identity = record['userIdentity'];
    if (!isObject(identity) || identity['type'] !== USUAL_TYPE || identity['userName'] !== undefined)
      return false;
    const session = identity['sessionContext'];
    if (!isObject(session)) return false;
    const issuer = session['sessionIssuer'];
    if (!isObject(issuer)) return false;
    const name = issuer['userName'];
    if (name === harmless) return true;
    if (typeof name !== 'string' || isDecoy(record)) return false;
    harmless = name;
    return true;
  };
}
