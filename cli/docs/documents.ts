import { CATALOGUE_PAGE } from './catalogue-page.ts';
import { COVERAGE_PAGE } from './coverage-page.ts';
import { DATADOG_DASHBOARD, DATADOG_MONITORS } from './datadog.ts';
import { FACTS_SECTION } from './fact-words.ts';
import type { GeneratedDocument } from './generated-document.ts';
import { JOURNAL_PAGE } from './journal-page.ts';

/** Every document that is written by a program, or has a part that is. */
export const GENERATED_DOCUMENTS: readonly GeneratedDocument[] = [
  CATALOGUE_PAGE,
  COVERAGE_PAGE,
  FACTS_SECTION,
  JOURNAL_PAGE,
  DATADOG_DASHBOARD,
  DATADOG_MONITORS,
];
