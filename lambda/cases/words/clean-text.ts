/**
 * Characters that show nothing or change how others are shown: controls, zero-width, direction overrides and
 * isolates, variation selectors, tags, line and paragraph separators, lone surrogates. Source: "Unicode Technical
 * Report #36, Unicode Security Considerations".
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{115F}\u{1160}\u{3164}\u{FFA0}]|[\u{FE00}-\u{FE0F}]|[\u{E0100}-\u{E01EF}]/gu;

/** Hostile text made showable: one line, nothing invisible, at most `limit` characters with an ellipsis. */
export function cleanText(text: string, limit: number): string {
  const shown = text
    .slice(0, limit * 4)
    .replace(/\s+/gu, ' ')
    .replace(INVISIBLE, '')
    .trim();
  const characters = [...shown];
  return characters.length <= limit ? shown : `${characters.slice(0, limit - 1).join('')}…`;
}

/** For Slack's `mrkdwn` and message text. Source: "Escaping text", Slack developer documentation. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Text from CloudTrail inside a Slack message: a code span, in which Slack neither mentions, links nor formats.
 * Backticks would end the span and become apostrophes.
 */
export function codeSpan(text: string | null, limit = 80): string {
  const cleaned = cleanText(text ?? '', limit).replaceAll('`', "'");
  return cleaned === '' ? '`–`' : `\`${escapeSlack(cleaned)}\``;
}
