/** A command on rules: what it prints, and whether it found something. It reads files and has no other effect. */
export type RulesCommand = (input: RulesCommandInput) => RulesOutcome;

export interface RulesCommandInput {
  /** Folders or rule files, at least one. */
  readonly folders: readonly string[];
  /** The project's own rules, which must meet more than foreign ones. */
  readonly ownFolder: string;
  readonly json: boolean;
}

export type RulesOutcome =
  | { readonly kind: 'done' | 'found'; readonly text: string }
  | { readonly kind: 'bad-input'; readonly reason: string };
