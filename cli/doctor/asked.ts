import { outcomeOfAwsError } from '../../lambda/adapters/aws/error-outcome.ts';
import { delivered, type Outcome } from '../../lambda/ports/outcome.ts';

/** More pages than this are no answer of AWS's. */
const MAXIMUM_PAGES = 100;

/** One question to AWS with a client of its own, which is closed after it. Never throws. */
export async function asked<C extends { destroy(): void }, T>(
  client: C,
  question: (client: C) => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return delivered(await question(client));
  } catch (thrown) {
    return outcomeOfAwsError(thrown);
  } finally {
    client.destroy();
  }
}

/** What all pages of an answer hold. @throws Error when it never ends */
export async function allPages<T>(
  ask: (
    token: string | undefined,
  ) => Promise<{ readonly items: readonly T[] | undefined; readonly next: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let next: string | undefined;
  for (let page = 0; page < MAXIMUM_PAGES; page++) {
    const answer = await ask(next);
    all.push(...(answer.items ?? []));
    next = answer.next;
    if (next === undefined || next === '') return all;
  }
  throw new Error(`AWS gave more than ${MAXIMUM_PAGES} pages`);
}
