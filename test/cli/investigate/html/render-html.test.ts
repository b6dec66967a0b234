import { createHash } from 'node:crypto';
import { renderHtml } from '../../../../cli/investigate/html/render-html.ts';
import { COLOURS, NO_COLOURS } from '../../../../cli/investigate/paint.ts';
import { renderText } from '../../../../cli/investigate/render-text.ts';
import { change, record, report } from '../../../investigate/sample-calls.ts';

const HOSTILE = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>`;

function hostileReport() {
  return report([
    change('iam', 'DeleteUser', { requestParameters: { userName: HOSTILE } }),
    change('iam', 'CreateAccessKey', {
      responseElements: { accessKey: { accessKeyId: `AKIA${HOSTILE}`, userName: HOSTILE } },
    }),
    record({
      sourceIPAddress: HOSTILE,
      awsRegion: HOSTILE,
      eventSource: HOSTILE,
      eventName: HOSTILE,
      errorCode: HOSTILE,
      userAgent: HOSTILE,
      resources: [{ type: HOSTILE, ARN: HOSTILE }],
    }),
  ]);
}

describe('the report as a page', () => {
  test('text of records is text, wherever it stands', () => {
    const html = renderHtml(hostileReport(), { all: true });

    expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  });

  test('needs no script and no other file, and forbids them', () => {
    const html = renderHtml(report([record()]), { all: false });

    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'"`);
    expect(html).not.toMatch(/<script|<link|src=|href=|style="|url\(/);
  });

  test('plots the calls over time', () => {
    const html = renderHtml(report([record(), change('ec2', 'DeleteVolume')]), { all: false });

    expect(html).toMatch(/<rect class="read"/);
    expect(html).toMatch(/<rect class="gone"/);
  });

  test('says so where nothing is known of the key', () => {
    expect(renderHtml(report([]), { all: false })).toContain('Nothing is known of this key');
  });
});

describe('the report for a terminal', () => {
  const lines = (width: number) =>
    renderText(hostileReport(), { width, all: false, paint: NO_COLOURS }).split('\n');

  test.each([80, 120])('keeps to %i columns, but for commands', (width) => {
    const isCommand = (line: string): boolean => line.startsWith('      aws ');
    const isOneWord = (line: string): boolean => !line.trim().includes(' ');

    const long = lines(width).filter((line) => line.length > width && !isCommand(line) && !isOneWord(line));

    expect(long).toEqual([]);
  });

  test('colours only where it is told to, and none come from a record', () => {
    const hostile = report([record({ eventName: '\u001b[31mred', awsRegion: 'a\nb' })]);

    const plain = renderText(hostile, { width: 80, all: true, paint: NO_COLOURS });
    const coloured = renderText(hostile, { width: 80, all: true, paint: COLOURS });

    expect(plain).not.toContain('\u001b');
    expect(coloured).not.toContain('\u001b[31m');
  });
});
