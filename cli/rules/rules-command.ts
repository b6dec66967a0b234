import type { Config } from '../../lambda/config/config.ts';

/** A command on rules: what it prints, and whether it found something. It reads files and has no other effect. */
export type RulesCommand = (input: RulesCommandInput) => RulesOutcome;

export interface RulesCommandInput {
  /** Folders or rule files, at least one. */
  readonly folders: readonly string[];
  /** The project's own rules, which must meet more than foreign ones. */
  readonly ownFolder: string;
  /** Rule id → level, as a configuration changes it. */
  readonly levels: Config['rules']['levels'];
  /** Whether the folders are all that are meant: a level for any other rule is a mistake. */
  readonly isWhole: boolean;
  readonly json: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type RulesOutcome =
  | { readonly kind: 'done' | 'found'; readonly text: string }
  | { readonly kind: 'bad-input'; readonly reason: string };
