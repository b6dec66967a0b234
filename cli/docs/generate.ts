import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { codeOf } from '../failure.ts';
import type { DocumentSource, GeneratedDocument } from './generated-document.ts';

/** A document that is not what it should be. */
export interface StaleDocument {
  readonly file: string;
  readonly text: string;
}

/** @param root the repository's folder */
export function staleDocuments(
  root: string,
  documents: readonly GeneratedDocument[],
): readonly StaleDocument[] {
  const source = readSource(root);
  return documents.flatMap(({ file, render }) => {
    const current = textOf(join(root, file));
    const text = render(source, current);
    return text === current ? [] : [{ file, text }];
  });
}

export function writeDocuments(root: string, documents: readonly StaleDocument[]): void {
  for (const { file, text } of documents) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

/** Rules with errors are left out: `rules check` is there to name them. */
function readSource(root: string): DocumentSource {
  const { documents } = readRulesFolders([join(root, 'rules')]);
  const { catalogue } = compileCatalogue(documents, { levels: {} });
  const rules = [...catalogue.rules].sort((a, b) => (a.match.ruleId < b.match.ruleId ? -1 : 1));
  return { rules };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return '';
    throw cause;
  }
}
