/** A command as its words: run without a shell, or printed for one. */
export type Command = readonly string[];

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** A command as text that a POSIX shell reads as those words, whatever they hold. */
export function shellText(command: Command): string {
  return command.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}
