import fc from 'fast-check';
import type { SignedRequest } from '../../../lambda/adapters/slack/verify-signature.ts';
import { signatureOf, verifySignature } from '../../../lambda/adapters/slack/verify-signature.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW_SECONDS = 1_531_420_618;

/** The example of Slack's guide "Verifying requests from Slack". */
const EXAMPLE: SignedRequest = {
  secrets: [SECRET],
  timestamp: String(NOW_SECONDS),
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  rawBody:
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  nowMs: NOW_SECONDS * 1_000,
};

function verdict(changes: Partial<SignedRequest>): boolean {
  return verifySignature({ ...EXAMPLE, ...changes }).ok;
}

describe('the signature of a request from Slack', () => {
  test('is accepted in the example of Slack’s guide', () => {
    expect(verifySignature(EXAMPLE)).toEqual({ ok: true, value: EXAMPLE.rawBody });
  });

  test('is accepted over the bytes of the body', () => {
    expect(verdict({ rawBody: Buffer.from(EXAMPLE.rawBody) })).toBe(true);
  });

  test.each([
    ['299 s before', -299, true],
    ['299 s after', 299, true],
    ['301 s before', -301, false],
    ['301 s after', 301, false],
  ])('made %s now is judged by the window both ways', (_name, seconds, expected) => {
    expect(verdict({ nowMs: (NOW_SECONDS - seconds) * 1_000 })).toBe(expected);
  });

  test.each([
    ['no signature', { signature: undefined }],
    ['another version', { signature: EXAMPLE.signature?.replace('v0=', 'v1=') }],
    ['a signature cut short', { signature: 'v0=a2114d57' }],
    ['a signature with more than ASCII', { signature: `v0=${'é'.repeat(32)}` }],
    ['no timestamp', { timestamp: undefined }],
    ['a timestamp that is no number', { timestamp: 'NaN' }],
    ['a timestamp with a fraction', { timestamp: `${NOW_SECONDS}.5` }],
    ['another secret', { secrets: ['another'] }],
    ['no secret at all', { secrets: [], signature: signatureOf('', String(NOW_SECONDS), EXAMPLE.rawBody) }],
    ['a body with one more byte', { rawBody: `${EXAMPLE.rawBody}&` }],
  ] as const)('is refused with %s', (_name, changes) => {
    expect(verdict(changes)).toBe(false);
  });

  test.each([
    ['new', [SECRET, 'old']],
    ['old', ['new', SECRET]],
  ])('made with the %s secret is accepted while one is rotated', (_name, secrets) => {
    expect(verdict({ secrets })).toBe(true);
  });

  test('fits no other body', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (signed, sent) => {
        const signature = signatureOf(SECRET, String(NOW_SECONDS), signed);
        expect(verdict({ signature, rawBody: sent })).toBe(signed === sent);
      }),
    );
  });
});
