import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { playKills } from './play-kills.ts';

/** `npm run simulate:kills`: the promises against the embedded servers, the process killed at random moments. */
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const numbers = Object.entries(values).map(([name, text]) => ({ name, text, number: Number(text) }));
const wrong = numbers.find(({ number }) => !Number.isSafeInteger(number) || number < 0);
if (wrong === undefined) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'countersign-kills-'));
  try {
    const broken = await playKills({
      command: path.resolve(import.meta.dirname, '../../../bin/countersign.ts'),
      folder,
      calls: Number(values.calls),
      kills: Number(values.kills),
      seed: Number(values.seed),
      say: (line) => process.stdout.write(`${line}\n`),
    });
    for (const sentence of broken) process.stdout.write(`${sentence}\n`);
    process.stdout.write(broken.length === 0 ? 'Every promise held.\n' : `Again: --seed ${values.seed}\n`);
    process.exitCode = broken.length === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  process.stderr.write(`simulate:kills: --${wrong.name} ${wrong.text}: a whole number was expected\n`);
  process.exitCode = 2;
}
