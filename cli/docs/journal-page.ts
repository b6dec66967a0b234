import { JOURNAL_VERSION } from '../../lambda/journal/entry.ts';
import { JOURNAL_FIELDS } from '../../lambda/journal/fields.ts';
import type { GeneratedDocument } from './generated-document.ts';
import { table } from './markdown.ts';

export const JOURNAL_PAGE: GeneratedDocument = { file: 'docs/journal.md', render };

function render(): string {
  return [
    '<!-- Written by `npm run docs`; edit lambda/journal/fields.ts, not this page. -->',
    '',
    '# The journal',
    '',
    `Every call, decision, step of a case and delivery is one entry of an append-only table; this is version ${JOURNAL_VERSION} of their form. An entry has`,
    '`v` (the version), `id` (made from what happened, so that writing it again changes nothing), `at` (milliseconds since 1970, by the clock of',
    'the function that wrote it), `kind`, `caseId` and `eventID` where there are such, and `data`. It is kept as long as `journal.keep` says.',
    '',
    'Of a call the request is kept, cut to 4,000 characters; what may be a secret in it is masked before: passwords, tokens, keys, environments, parameters',
    'of stacks. Longer texts are cut and say how long they were.',
    '',
    'With an `archive` in the configuration each entry becomes one document there, under an id that is a digest of its own, in the index',
    'of its month. `@timestamp` is `at`; `event.kind`, `event.outcome`, `cloud.provider`, `source.ip` and `countersign.lag_ms` (from the call to its decision) are derived.',
    ...Object.entries(JOURNAL_FIELDS).flatMap(([kind, fields]) => [
      '',
      `## ${kind}`,
      '',
      fields.length === 0
        ? 'Written by nothing yet.'
        : table(
            ['`data`', 'in the archive', 'type', 'meaning'],
            fields.map(({ name, paths, type, meaning }) => [
              `\`${name}\``,
              paths.map((path) => `\`${path}\``).join(', '),
              type,
              meaning,
            ]),
          ),
    ]),
    '',
  ].join('\n');
}
