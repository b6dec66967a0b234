import type { Writable } from 'node:stream';
import { messageOf } from './failure.ts';

/** What the words behind a command came to. */
export type ReadOptions<Options> =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly reason: string };

export const DONE = 0;
/** Found what the command exists to find. */
export const FOUND = 1;
export const BAD_INPUT = 2;

export interface RunnableCommand<Options> {
  /** Such as `classify`. */
  readonly name: string;
  readonly usage: string;
  readonly work: (options: Options) => Promise<number>;
  /** Whether what was thrown is the user's to mend, and no defect of ours: then it is told in one line. */
  readonly isHindrance?: (cause: unknown) => boolean;
}

/** Does what the options say, or tells how to call the command. Resolves with the exit status. */
export async function runCommand<Options>(
  { name, usage, work, isHindrance = () => false }: RunnableCommand<Options>,
  read: ReadOptions<Options>,
  { stdout, stderr }: { readonly stdout: Writable; readonly stderr: Writable },
): Promise<number> {
  switch (read.kind) {
    case 'help':
      stdout.write(usage);
      return DONE;
    case 'wrong':
      stderr.write(`countersign ${name}: ${read.reason}\n`);
      return BAD_INPUT;
    case 'options':
      try {
        return await work(read.options);
      } catch (cause) {
        if (!isHindrance(cause)) throw cause;
        stderr.write(`countersign ${name}: ${messageOf(cause)}\n`);
        return BAD_INPUT;
      }
    default: {
      const unreachable: never = read;
      return unreachable;
    }
  }
}
