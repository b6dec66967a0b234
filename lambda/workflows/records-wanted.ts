import type { ApiCall } from '../cloudtrail/api-call.ts';
import { isArray, isObject, type JsonObject, parseJson } from '../cloudtrail/json.ts';
import { parseCall } from '../cloudtrail/parse-call.ts';
import { skimRecords } from '../cloudtrail/skim/skim-records.ts';

/** Whether anything asks for a call of this service and name. */
export interface Asking {
  asksFor(eventSource: string, eventName: string): boolean;
}

/** What is wanted of a log file. */
export interface WantedRecords {
  readonly calls: readonly ApiCall[];
  /** All that are in the file. */
  readonly records: number;
}

const [SOURCE, NAME] = [0, 1];

/** The calls of a log file that somebody asks for; the others are passed over unparsed. Null for bytes that are none. */
export function recordsWanted(bytes: Buffer, asking: readonly Asking[]): WantedRecords | null {
  const calls: ApiCall[] = [];
  let records = 0;
  const isSkimmed = skimRecords(bytes, ['eventSource', 'eventName'], (record) => {
    records += 1;
    const source = record.text(SOURCE);
    const name = record.text(NAME);
    const isPassedOver =
      !record.isOdd && source !== null && name !== null && !asking.some((one) => one.asksFor(source, name));
    if (isPassedOver) return;
    const parsed = parseJson(record.json());
    if (parsed.ok && isObject(parsed.value)) calls.push(parseCall(parsed.value));
  });
  return isSkimmed ? { calls, records } : parsedWhole(bytes);
}

/** Written in another way than CloudTrail writes: the parser decides. */
function parsedWhole(bytes: Buffer): WantedRecords | null {
  const parsed = parseJson(bytes.toString('utf8'));
  if (!parsed.ok || !isObject(parsed.value) || !isArray(parsed.value['Records'])) return null;
  const records = parsed.value['Records'].filter((record): record is JsonObject => isObject(record));
  return { calls: records.map(parseCall), records: records.length };
}
