import type { Principal } from '../cloudtrail/api-call.ts';

/** Whether the ARN of a user, a session or its role is the pattern's, in which `*` stands for any run of characters. */
export function principalMatches(pattern: string, { arn, roleArn }: Principal): boolean {
  return [arn, roleArn].some((text) => text !== null && matchesWildcard(pattern, text));
}

/** Whether `*` in the pattern, standing for any run of characters, makes it equal to the text. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.at(-1) ?? '';
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}
