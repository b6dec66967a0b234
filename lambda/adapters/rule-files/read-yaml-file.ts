import { readFileSync, statSync } from 'node:fs';
import type { Parsed } from '../../cloudtrail/json.ts';
import { decodeText } from '../../sigma/decode-text.ts';
import { LONGEST_TEXT } from '../../sigma/yaml-documents.ts';
import { reasonOf } from './list-yaml-files.ts';

/** The text of a rule or cases file; a huge file is refused before it is read. */
export function readYamlFile(path: string): Parsed<string> {
  try {
    const { size } = statSync(path);
    if (size > LONGEST_TEXT) {
      const limit = `${LONGEST_TEXT / 1024} KiB`;
      return { ok: false, reason: `the file has ${Math.ceil(size / 1024)} KiB; at most ${limit} are read` };
    }
    return decodeText(readFileSync(path));
  } catch (cause) {
    return { ok: false, reason: reasonOf(cause) };
  }
}
