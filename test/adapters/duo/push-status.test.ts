import fc from 'fast-check';
import { readPushStatus } from '../../../lambda/adapters/duo/push-status.ts';

describe('Duo’s word on a push', () => {
  test.each([
    ['allow', 'allow', 'approved'],
    ['deny', 'deny', 'denied'],
    ['deny', 'fraud', 'fraud'],
    ['waiting', 'fraud', 'fraud'],
    ['deny', 'timeout', 'timeout'],
    ['waiting', 'timeout', 'timeout'],
    ['allow', 'timeout', 'timeout'],
    ['waiting', 'pushed', 'waiting'],
    ['waiting', 'push_failed', 'waiting'],
    ['waiting', 'a status invented later', 'waiting'],
    ['allow', 'bypass', 'unusable'],
    ['waiting', 'allow', 'unusable'],
    ['waiting', 'bypass', 'unusable'],
    ['allow', 'trust', 'unusable'],
    ['deny', 'locked_out', 'unusable'],
    ['deny', 'push_failed', 'unusable'],
    ['deny', 'allow', 'unusable'],
  ])('result %s with status %s is %s', (result, status, kind) => {
    expect(readPushStatus({ result, status }).kind).toBe(kind);
  });

  test('approves nothing but allow with allow', () => {
    const word = fc.constantFrom('allow', 'deny', 'waiting', 'bypass', 'trust', 'Allow', '', 1, true, null, [
      'allow',
    ]);
    fc.assert(
      fc.property(word, word, (result, status) => {
        const approved = readPushStatus({ result, status }).kind === 'approved';
        expect(approved).toBe(result === 'allow' && status === 'allow');
      }),
    );
  });
});
