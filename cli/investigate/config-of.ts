import { readConfig } from '../../lambda/adapters/config-file/read-config.ts';
import type { Config } from '../../lambda/config/config.ts';
import { renderConfigProblem } from '../../lambda/config/config-problem.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';

/** @throws SourceFailure with the first problem of the file */
export function configOf(file: string): Config {
  const read = readConfig(file);
  if (read.ok) return read.config;
  const [first] = read.problems;
  throw new SourceFailure(first === undefined ? `${file}: cannot be read` : renderConfigProblem(first));
}
