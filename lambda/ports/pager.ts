import type { JsonObject } from '../cloudtrail/json.ts';
import type { Outcome } from './outcome.ts';

export interface Page {
  /** At most 255 characters; the same key again adds to the same incident. */
  readonly dedupKey: string;
  readonly severity: 'critical' | 'error' | 'warning' | 'info';
  /** At most 1,024 characters. */
  readonly summary: string;
  /** The account or system the page is about. */
  readonly source: string;
  /** Together with the rest under 512 KB. */
  readonly details: JsonObject;
  /** When it happened; milliseconds since 1970. */
  readonly at: number;
  /** The page only adds what is known of the key: nobody is called for it. */
  readonly adds?: 'history';
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

export interface Pager {
  trigger(page: Page): Promise<Outcome<void>>;
  /** Ends the incident of a key, if there is one. */
  resolve(dedupKey: string): Promise<Outcome<void>>;
}
