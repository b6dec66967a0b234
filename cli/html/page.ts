import { createHash } from 'node:crypto';
import { escapeHtml } from './escape.ts';
import { PLOT_STYLE } from './plot-style.ts';
import { STYLE } from './style.ts';

/**
 * A page that needs nothing else: no script, no request, and a policy that forbids both, whatever the text in it would
 * like. Light and dark by the reader's choice; prints on paper.
 *
 * @param title text; @param body HTML
 */
export function htmlPage(title: string, body: string): string {
  const style = `${STYLE}${PLOT_STYLE}`;
  const hash = createHash('sha256').update(style).digest('base64');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style></head>
<body><main>
${body}
</main></body></html>
`;
}
