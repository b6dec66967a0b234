import { respondPrivately } from '../../../lambda/adapters/slack/respond.ts';

describe('what is told to whoever clicked', () => {
  test('goes to the response URL, for their eyes only, and replaces nothing', async () => {
    const sent: { readonly url: string; readonly body: unknown }[] = [];
    const fetch = async (url: string | URL | Request, init?: RequestInit) => {
      sent.push({ url: String(url), body: JSON.parse(String(init?.body)) });
      return new Response('ok');
    };
    const url = 'https://hooks.slack.com/actions/T1/2/abc';
    expect(await respondPrivately(fetch, url, 'Please press again', 100)).toBe(true);
    const body = { response_type: 'ephemeral', replace_original: false, text: 'Please press again' };
    expect(sent).toEqual([{ url, body }]);
  });

  test.each([
    'http://hooks.slack.com/actions/x',
    'https://hooks.slack.com.example.com/x',
    'https://example.com/hooks.slack.com',
    'https://hooks.slack.com:8443/x',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'nonsense',
  ])('is sent to no other address: %s', async (url) => {
    const fetch = () => Promise.reject(new Error('asked after all'));
    expect(await respondPrivately(fetch, url, 'x', 100)).toBe(false);
  });

  test('is given up in time when Slack hangs, and when it refuses', async () => {
    const url = 'https://hooks.slack.com/actions/T1/2/abc';
    expect(await respondPrivately(() => new Promise(() => {}), url, 'x', 50)).toBe(false);
    expect(await respondPrivately(async () => new Response('', { status: 404 }), url, 'x', 50)).toBe(false);
  });
});
