import type { JsonObject } from '../../cloudtrail/json.ts';

/** Block Kit limits. Source: "Reference: blocks" and "Composition objects", Slack developer documentation. */
export const BLOCK_LIMITS = { sectionText: 3_000, headerText: 150, blocks: 50, messageText: 3_000 } as const;

/** `verbatim` keeps Slack from turning words into links, channels and mentions. */
function mrkdwn(text: string): JsonObject {
  return { type: 'mrkdwn', text: clip(text, BLOCK_LIMITS.sectionText), verbatim: true };
}

export function header(text: string): JsonObject {
  return {
    type: 'header',
    text: { type: 'plain_text', text: clip(text, BLOCK_LIMITS.headerText), emoji: false },
  };
}

export function section(text: string): JsonObject {
  return { type: 'section', text: mrkdwn(text) };
}

export function context(text: string): JsonObject {
  return { type: 'context', elements: [mrkdwn(text)] };
}

export interface Button {
  readonly action: string;
  readonly label: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}

export function buttons(list: readonly Button[]): JsonObject {
  return {
    type: 'actions',
    elements: list.map(({ action, label, value, style }) => ({
      type: 'button',
      action_id: `countersign.${action}`,
      text: { type: 'plain_text', text: label, emoji: false },
      value,
      ...(style === undefined ? {} : { style }),
    })),
  };
}

/** As many whole lines as fit, then how many are missing. */
export function fitLines(lines: readonly string[], limit: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const [index, line] of lines.entries()) {
    const tail = `… and ${lines.length - index} more`;
    if (length + line.length + 1 + tail.length > limit) return [...kept, tail].join('\n');
    kept.push(line);
    length += line.length + 1;
  }
  return kept.join('\n');
}

function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
