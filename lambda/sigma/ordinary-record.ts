import { isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';

/** Whether a record has a value that some rule hangs on, by field; each looks at the one field it is named after. */
export type FieldAlarms = ReadonlyMap<string, (record: JsonObject) => boolean>;

const API_CALL = 'AwsApiCall';
const ROLE_SESSION = 'AssumedRole';
const USER = 'IAMUser';
const SERVICE = 'AWSService';
const USER_NAME = 'userIdentity.userName';
const ISSUER_NAME = 'userIdentity.sessionContext.sessionIssuer.userName';
const FIELDS = ['errorCode', 'eventType', 'userIdentity.type', USER_NAME, ISSUER_NAME];

/**
 * A quick look that tells most records apart: calls that did not fail, of a role or user known to be no decoy, or of a
 * service. Every record of a trail passes here, and one function that names its fields is several times faster than one
 * for each of them. Null where the rules hang on other fields, or on what is usual.
 */
export function ordinaryRecord(alarms: FieldAlarms): ((record: JsonObject) => boolean) | null {
  const usual = [ROLE_SESSION, USER, SERVICE].map((type) => ({
    eventType: API_CALL,
    userIdentity: { type },
  }));
  const isUsual = usual.every((record) => [...alarms.values()].every((raises) => !raises(record)));
  if (!isUsual || ![...alarms.keys()].every((field) => FIELDS.includes(field))) return null;
  const raises = (field: string, record: JsonObject) => alarms.get(field)?.(record) === true;
  let harmlessRole = '';
  let harmlessUser = '';
  return (record) => {
    if (record['errorCode'] !== undefined || record['eventType'] !== API_CALL) return false;
    const identity = record['userIdentity'];
    if (!isObject(identity)) return false;
    const type = identity['type'];
    const user = identity['userName'];
    const role = issuerOf(identity['sessionContext']);
    if (type === ROLE_SESSION && user === undefined && typeof role === 'string') {
      if (role === harmlessRole) return true;
      if (raises(ISSUER_NAME, record)) return false;
      harmlessRole = role;
      return true;
    }
    if (role !== undefined) return false;
    if (type === SERVICE) return user === undefined;
    if (type !== USER || typeof user !== 'string') return false;
    if (user === harmlessUser) return true;
    if (raises(USER_NAME, record)) return false;
    harmlessUser = user;
    return true;
  };
}

/** The name of a session's role; undefined where there is none, null where it is no text or cannot be looked for. */
function issuerOf(session: JsonValue | undefined): string | null | undefined {
  if (session === undefined) return undefined;
  if (!isObject(session)) return null;
  const issuer = session['sessionIssuer'];
  if (issuer === undefined) return undefined;
  if (!isObject(issuer)) return null;
  const name = issuer['userName'];
  return name === undefined || typeof name === 'string' ? name : null;
}
