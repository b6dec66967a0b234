import type { CompiledRule } from '../../lambda/sigma/compile-rule.ts';

/** A document, or part of one, that is written by a program. */
export interface GeneratedDocument {
  /** From the repository's root. */
  readonly file: string;
  /** The whole text it should have. @param current what it has now, empty where there is no such file */
  render(source: DocumentSource, current: string): string;
}

/** What documents are generated from. */
export interface DocumentSource {
  /** The project's own catalogue, sorted by id. */
  readonly rules: readonly CompiledRule[];
}

/** The first line of a document that is generated as a whole. */
export const DO_NOT_EDIT = '<!-- Written by `npm run docs`; edit the rules, not this page. -->';
