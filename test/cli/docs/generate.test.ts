import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GENERATED_DOCUMENTS } from '../../../cli/docs/documents.ts';
import { FACT_WORDS } from '../../../cli/docs/fact-words.ts';
import { staleDocuments, writeDocuments } from '../../../cli/docs/generate.ts';
import { withSection } from '../../../cli/docs/section.ts';
import { FACT_NAMES } from '../../../lambda/facts/facts.ts';

const ROOT = resolve(__dirname, '../../..');
const RULE = `title: A user was created
tags: [attack.persistence, attack.t1136.003]
logsource: { product: aws, service: cloudtrail }
level: medium
detection: { selection: { eventName: CreateUser }, condition: selection }
`;

describe('the generated documents', () => {
  test('are current: otherwise run npm run docs', () => {
    expect(staleDocuments(ROOT, GENERATED_DOCUMENTS).map(({ file }) => file)).toEqual([]);
  });

  test('describe every fact, and no other', () => {
    expect(new Set(Object.keys(FACT_WORDS))).toEqual(new Set(FACT_NAMES));
  });
});

describe('generating', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'countersign-docs-'));
    mkdirSync(join(root, 'rules/iam'), { recursive: true });
    writeFileSync(join(root, 'rules/iam/create-user.yml'), RULE);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('writes what is stale, and then nothing is', () => {
    const stale = staleDocuments(root, GENERATED_DOCUMENTS);
    writeDocuments(root, stale);

    expect(stale.map(({ file }) => file)).toEqual([
      'rules/README.md',
      'docs/coverage.md',
      'docs/journal.md',
      'docs/datadog/dashboard.json',
      'docs/datadog/monitors.json',
    ]);
    expect(staleDocuments(root, GENERATED_DOCUMENTS)).toEqual([]);
  });

  test('lists a rule by service, with level, severity, technique and file', () => {
    writeDocuments(root, staleDocuments(root, GENERATED_DOCUMENTS));

    expect(readFileSync(join(root, 'rules/README.md'), 'utf8')).toContain(
      '## iam\n\n| Rule | What happened | Level | Severity | ATT&CK |\n| --- | --- | --- | --- | --- |\n' +
        '| [create-user](iam/create-user.yml) | A user was created | medium | notify | ' +
        '[T1136.003](https://attack.mitre.org/techniques/T1136/003/) |\n',
    );
  });

  test('notices a rule that has changed since', () => {
    writeDocuments(root, staleDocuments(root, GENERATED_DOCUMENTS));
    writeFileSync(join(root, 'rules/iam/create-user.yml'), RULE.replace('medium', 'high'));

    expect(staleDocuments(root, GENERATED_DOCUMENTS).map(({ file }) => file)).toEqual(['rules/README.md']);
  });
});

describe('a generated section', () => {
  test('replaces what stands between its marks, and nothing else', () => {
    const text = 'a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n';

    expect(withSection(text, 'x', 'new')).toBe('a\n<!-- begin x -->\n\nnew\n\n<!-- end x -->\nb\n');
  });

  test('is left out of a text without its marks', () => {
    expect(withSection('a', 'x', 'new')).toBe('a');
  });
});
