import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { CONFIG, stacksOf } from './deployment.ts';

const PATIENCE_MS = 120_000;
const isInstalled = spawnSync('cfn-lint', ['--version']).status === 0;
const [account] = CONFIG.accounts;

describe('cfn-lint', () => {
  if (!isInstalled) console.warn('cfn-lint is not installed: templates are not linted');
  const lint = isInstalled ? test : test.skip;

  lint(
    'finds no error in any kind of stack',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'countersign-lint-'));
      const { security, members, cis } = stacksOf({
        ...CONFIG,
        accounts:
          account === undefined ? [] : [{ ...account, trail: { logGroup: 'trail', region: 'us-east-1' } }],
        organization: {
          managementAccount: '111122223333',
          units: ['r-ab12'],
          regions: ['us-east-1', 'eu-west-1'],
        },
      });
      const files = [security, ...members, ...cis].map((stack) => {
        const file = join(folder, `${stack.node.id}.json`);
        writeFileSync(file, JSON.stringify(Template.fromStack(stack).toJSON()));
        return file;
      });

      const { status, stdout } = spawnSync('cfn-lint', ['--non-zero-exit-code', 'error', ...files]);
      rmSync(folder, { recursive: true });

      expect(status === 0 ? '' : stdout.toString()).toBe('');
    },
    PATIENCE_MS,
  );
});
