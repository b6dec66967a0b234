import { fieldTree } from './field-tree.ts';
import { JsonSkipper, NOT_UNDERSTOOD } from './json-skipper.ts';
import { SkimmedRecord, skimObject } from './skim-record.ts';

const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const RECORDS = Buffer.from('"Records"');

/**
 * Finds the records in CloudTrail's log files and in JSON lines without parsing them: where each begins and ends, and
 * the texts of a few fields. Calls `visit` for each in turn.
 *
 * @param fields dotted paths such as `userIdentity.type`; none may be the beginning of another
 * @returns false when the bytes are anything else, or broken: then what was visited counts for nothing
 */
export function skimRecords(
  bytes: Buffer,
  fields: readonly string[],
  visit: (record: SkimmedRecord) => void,
): boolean {
  const skipper = new JsonSkipper(bytes);
  const { tree, slots } = fieldTree(fields);
  const record = new SkimmedRecord(bytes, slots);
  const skimOne = (at: number): number => {
    if (bytes[at] !== OPEN_OBJECT) return NOT_UNDERSTOOD;
    record.begin(at);
    const end = skimObject(skipper, tree, at, record);
    if (end < 0) return NOT_UNDERSTOOD;
    record.end = end;
    visit(record);
    return end;
  };
  let at = skipper.space(0);
  while (at < bytes.length) {
    const list = listOfRecords(skipper, at);
    at = list < 0 ? skimOne(at) : afterOnlyMember(skipper, skimList(skipper, list, skimOne));
    if (at < 0) return false;
    at = skipper.space(at);
  }
  return bytes.length > 0;
}

function skimList(skipper: JsonSkipper, at: number, skimOne: (at: number) => number): number {
  let next = skipper.space(at + 1);
  if (skipper.bytes[next] === CLOSE_LIST) return next + 1;
  for (;;) {
    next = skimOne(next);
    if (next < 0) return NOT_UNDERSTOOD;
    next = skipper.afterElement(next);
    if (next < 0) return NOT_UNDERSTOOD;
    if (skipper.bytes[next] === CLOSE_LIST) return next + 1;
  }
}

/** Where the list begins of an object that begins with `Records`. */
function listOfRecords(skipper: JsonSkipper, at: number): number {
  const name = skipper.space(at + 1);
  const { bytes } = skipper;
  const isNamed = bytes.subarray(name, name + RECORDS.length).equals(RECORDS);
  if (bytes[at] !== OPEN_OBJECT || !isNamed) return NOT_UNDERSTOOD;
  const value = skipper.memberValue(name + RECORDS.length);
  return value >= 0 && bytes[value] === OPEN_LIST ? value : NOT_UNDERSTOOD;
}

function afterOnlyMember(skipper: JsonSkipper, at: number): number {
  if (at < 0) return NOT_UNDERSTOOD;
  const end = skipper.space(at);
  return skipper.bytes[end] === CLOSE_OBJECT ? end + 1 : NOT_UNDERSTOOD;
}
