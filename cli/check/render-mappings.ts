import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';
import type { Mapping } from '../../lambda/people/mappings.ts';
import { wrapped } from '../investigate/text-layout.ts';

/** Characters in a line, where there are words to break between. */
const WIDTH = 80;
const INDENT = '    ';

/** Who is mapped to whom, two lines each: an ARN needs one for itself. */
export function renderMappings(mappings: readonly Mapping[]): readonly string[] {
  if (mappings.length === 0) return [];
  return [
    '',
    'Who is who:',
    ...mappings.flatMap(({ what, email, meaning }) => [
      `  ${onOneLine(what)}`,
      ...wrapped(onOneLine(`${email ?? 'nobody'}: ${meaning}`), WIDTH - INDENT.length).map(
        (line) => INDENT + line,
      ),
    ]),
  ];
}
