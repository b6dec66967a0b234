/** What a story tells at the moment. */
export interface Scene {
  readonly title: string;
  readonly caption: string;
  /** Counted from 1. */
  readonly step: number;
  readonly of: number;
  /** Where to look or act. */
  readonly hint: 'slack' | 'duo' | 'pagerduty' | 'calls' | null;
  readonly finished: boolean;
}
