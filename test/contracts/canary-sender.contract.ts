import type { MemberPlace } from '../../lambda/config/member-places.ts';
import type { CanarySender } from '../../lambda/ports/canary-sender.ts';

export interface CanarySenderSubject {
  readonly sender: CanarySender;
  /** What arrived, wherever it goes. */
  readonly sent: () => readonly { readonly place: MemberPlace; readonly nonce: string }[];
  /** An account whose role cannot be assumed. */
  readonly closed: string;
}

const PLACE = { account: '111122223333', region: 'eu-central-1' };

/** What everything that sends canaries keeps. */
export function canarySenderContract(adapter: string, open: () => CanarySenderSubject): void {
  describe(`canary sender: ${adapter}`, () => {
    test('makes the call in the account and region, with the nonce', async () => {
      const { sender, sent } = open();

      expect(await sender.send(PLACE, 'n1')).toEqual({ kind: 'delivered', value: null });

      expect(sent()).toEqual([{ place: PLACE, nonce: 'n1' }]);
    });

    test('says that an account does not let it in', async () => {
      const { sender, sent, closed } = open();

      const outcome = await sender.send({ ...PLACE, account: closed }, 'n1');

      expect(outcome).toMatchObject({ kind: 'permanent', reason: expect.stringContaining('AccessDenied') });
      expect(sent()).toEqual([]);
    });
  });
}
