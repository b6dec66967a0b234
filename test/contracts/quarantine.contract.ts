import type { Quarantine, QuarantinedBody } from '../../lambda/ports/quarantine.ts';

const AT = Date.UTC(2026, 10, 20, 12);

/** What every quarantine keeps. `open` gives an empty one. */
export function quarantineContract(adapter: string, open: () => Promise<Quarantine>): void {
  const listAll = async (quarantine: Quarantine) => {
    const bodies: QuarantinedBody[] = [];
    for await (const body of quarantine.list()) bodies.push(body);
    return bodies;
  };

  describe(`quarantine: ${adapter}`, () => {
    test('lists what was put, whole, oldest first', async () => {
      const quarantine = await open();
      const younger = bodyOf({ id: 'b', at: AT + 1, body: '{"truncated":' });
      const older = bodyOf({ id: 'c', at: AT, reason: 'not JSON: "…"' });
      await quarantine.put(younger);
      await quarantine.put(older);

      expect(await listAll(quarantine)).toEqual([older, younger]);
    });

    test('putting an id again changes nothing', async () => {
      const quarantine = await open();
      await quarantine.put(bodyOf({ body: 'first' }));

      await quarantine.put(bodyOf({ body: 'x'.repeat(900_000), at: AT + 1, reason: 'other' }));

      expect(await listAll(quarantine)).toEqual([bodyOf({ body: 'first' })]);
    });

    test.each([
      ['empty', ''],
      ['of 1 MiB', 'x'.repeat(1_048_576)],
      ['of 1 MiB in characters of two, three and four bytes', 'é東😀'.repeat(116_508)],
      ['with control characters', 'a\u0000b\u0007\r\n\u007f'],
    ])('keeps a body %s byte for byte', async (_, body) => {
      const quarantine = await open();
      await quarantine.put(bodyOf({ body }));

      const [kept] = await listAll(quarantine);

      expect(kept?.body === body).toBe(true);
    });

    test('lists many', async () => {
      const quarantine = await open();
      const bodies = Array.from({ length: 40 }, (_, number) => bodyOf({ id: `m${number}`, at: AT + number }));
      await Promise.all(bodies.map((body) => quarantine.put(body)));

      expect(await listAll(quarantine)).toEqual(bodies);
    });
  });
}

function bodyOf(changes: Partial<QuarantinedBody>): QuarantinedBody {
  return { id: '2c5e3b9a', at: AT, reason: 'not JSON', body: 'garbage', ...changes };
}
