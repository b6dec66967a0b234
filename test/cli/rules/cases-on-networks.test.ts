import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runRules } from '../../../cli/rules/rules.ts';

const RULE = `title: A user was created from the Netherlands
logsource: { product: aws, service: cloudtrail }
level: medium
detection:
  selection: { eventName: CreateUser, fact.source.country: NL }
  condition: selection
`;
const CASES = `match: [{ name: there, record: { eventSource: iam.amazonaws.com, eventName: CreateUser, sourceIPAddress: 193.0.6.139 } }]
no-match: [{ name: elsewhere, record: { eventSource: iam.amazonaws.com, eventName: CreateUser, sourceIPAddress: 8.8.8.8 } }]
`;

test('the cases of a rule may be about networks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-rules-'));
  writeFileSync(join(folder, 'a.yml'), RULE);
  writeFileSync(join(folder, 'a.cases.yml'), CASES);
  let out = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      out += String(chunk);
      done();
    },
  });

  await runRules(['test', folder], { stdout, stderr: stdout, now: () => 0 });
  rmSync(folder, { recursive: true });

  expect(out).toBe('1 rule, 2 cases: all as they should be\n');
});
