import { resolve } from 'node:path';
import { GENERATED_DOCUMENTS } from './docs/documents.ts';
import { staleDocuments, writeDocuments } from './docs/generate.ts';

const USAGE = `usage: node cli/docs.ts [--check]

  Writes the generated documents. --check only names those that are not current, and exits 1 for any.
`;

const [option, ...more] = process.argv.slice(2);
if (more.length > 0 || (option !== undefined && option !== '--check')) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const root = resolve(import.meta.dirname, '..');
  const stale = staleDocuments(root, GENERATED_DOCUMENTS);
  const isCheck = option === '--check';
  if (!isCheck) writeDocuments(root, stale);
  for (const { file } of stale) {
    process.stdout.write(isCheck ? `${file} is not current: npm run docs\n` : `${file} written\n`);
  }
  if (isCheck && stale.length > 0) process.exitCode = 1;
}
