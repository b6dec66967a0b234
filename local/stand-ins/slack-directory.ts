import { createHash } from 'node:crypto';

export interface SlackAccount {
  readonly id: string;
  readonly kind: 'member' | 'guest' | 'deactivated' | 'bot';
}

export interface SlackDirectory {
  /** Null for an e-mail Slack does not know. */
  lookup(email: string): SlackAccount | null;
}

/**
 * A workspace in which everybody is a member, under an id that follows from the e-mail.
 *
 * @param exceptions by e-mail: another kind of account, or `unknown`
 */
export function createSlackDirectory(
  exceptions: Readonly<Record<string, SlackAccount['kind'] | 'unknown'>> = {},
): SlackDirectory {
  const kinds = new Map(Object.entries(exceptions));
  return {
    lookup: (email) => {
      const kind = kinds.get(email) ?? (email.includes('@') ? 'member' : 'unknown');
      return kind === 'unknown' ? null : { id: slackIdOf(email), kind };
    },
  };
}

/** As long as Slack's own: U and ten digits or capitals. */
function slackIdOf(email: string): string {
  const hash = createHash('sha256').update(email.toLowerCase()).digest('hex');
  return `U${BigInt(`0x${hash}`).toString(36).toUpperCase().slice(0, 10)}`;
}
