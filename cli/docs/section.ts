/**
 * A text with one of its generated sections written anew: what stands between `<!-- begin NAME -->` and
 * `<!-- end NAME -->`. Without the two marks the text stays as it is.
 */
export function withSection(text: string, name: string, content: string): string {
  const begin = `<!-- begin ${name} -->`;
  const end = `<!-- end ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) return text;
  return `${text.slice(0, from + begin.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}
