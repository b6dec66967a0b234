import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isObject, type JsonValue, type Parsed, parseJson } from '../../lambda/cloudtrail/json.ts';
import { matchPattern, parsePattern } from '../../lambda/eventbridge/match-pattern.ts';
import { messageOf } from '../failure.ts';
import { badInput, type Printed, printed } from '../printed.ts';

export const TEST_PATTERN_USAGE =
  'countersign rules test-pattern --pattern FILE --event FILE | --cases FILE (JSON lines {"pattern":…,"event":…})';

type Verdict = { readonly match: boolean } | { readonly error: string };

/**
 * `countersign rules test-pattern`: what `aws events test-event-pattern` answers, without AWS. `--pattern` with
 * `--event` prints one verdict and exits 2 for a pattern that EventBridge refuses; `--cases` prints one for each line.
 */
export function rulesTestPattern(args: readonly string[]): Printed {
  const options = readOptions(args);
  if (!options.ok) return badInput(`${options.reason}\nusage: ${TEST_PATTERN_USAGE}`);
  const files = options.value;
  if ('cases' in files) return testCases(files.cases);
  const pattern = readJson(files.pattern);
  if (!pattern.ok) return badInput(pattern.reason);
  const event = readJson(files.event);
  if (!event.ok) return badInput(event.reason);
  const verdict = verdictOf(pattern.value, event.value);
  return 'error' in verdict ? badInput(`${files.pattern}: ${verdict.error}`) : printed(lineOf(verdict));
}

function testCases(file: string): Printed {
  const text = readText(file);
  if (!text.ok) return badInput(text.reason);
  const lines = text.value.split('\n').filter((line) => line.trim() !== '');
  return printed(lines.map((line) => lineOf(verdictOfCase(line))).join(''));
}

function verdictOfCase(line: string): Verdict {
  const parsed = parseJson(line);
  if (!parsed.ok) return { error: parsed.reason };
  if (!isObject(parsed.value) || parsed.value['pattern'] === undefined) {
    return { error: 'a case is {"pattern": …, "event": …}' };
  }
  return verdictOf(parsed.value['pattern'], parsed.value['event'] ?? null);
}

/** Both may be JSON in a string, as the AWS command line takes them. */
function verdictOf(pattern: JsonValue, event: JsonValue): Verdict {
  const written = decoded(pattern);
  if (!written.ok) return { error: written.reason };
  const parsed = parsePattern(written.value);
  if (!parsed.ok) return { error: parsed.reason };
  const happened = decoded(event);
  return { match: happened.ok && isObject(happened.value) && matchPattern(parsed.value, happened.value) };
}

function decoded(value: JsonValue): Parsed<JsonValue> {
  return typeof value === 'string' ? parseJson(value) : { ok: true, value };
}

function lineOf(verdict: Verdict): string {
  return `${JSON.stringify(verdict)}\n`;
}

function readJson(file: string): Parsed<JsonValue> {
  const text = readText(file);
  if (!text.ok) return text;
  const parsed = parseJson(text.value);
  return parsed.ok ? parsed : { ok: false, reason: `${file}: ${parsed.reason}` };
}

function readText(file: string): Parsed<string> {
  try {
    return { ok: true, value: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') };
  } catch (cause) {
    return { ok: false, reason: `${file}: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}

type Files = { readonly pattern: string; readonly event: string } | { readonly cases: string };

function readOptions(args: readonly string[]): Parsed<Files> {
  try {
    const { pattern, event, cases } = parseArgs({
      args: [...args],
      options: {
        pattern: { type: 'string' },
        event: { type: 'string' },
        cases: { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
    if (cases !== undefined) {
      return pattern === undefined && event === undefined
        ? { ok: true, value: { cases } }
        : { ok: false, reason: '--cases stands alone, without --pattern and --event' };
    }
    if (pattern === undefined) return { ok: false, reason: 'no --pattern FILE, and no --cases FILE' };
    return event === undefined
      ? { ok: false, reason: 'no --event FILE for the pattern' }
      : { ok: true, value: { pattern, event } };
  } catch (cause) {
    const message = messageOf(cause);
    return { ok: false, reason: message.split('. ', 1)[0] ?? message };
  }
}
