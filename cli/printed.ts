/** What a command that ends at once prints, and its exit status: 0 done, 1 found what it exists to find, 2 bad input. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 1 | 2;
}

export function printed(stdout: string): Printed {
  return { stdout, stderr: '', exitCode: 0 };
}

/** @param reason one clear line for people */
export function badInput(reason: string): Printed {
  return { stdout: '', stderr: `countersign: ${reason}\n`, exitCode: 2 };
}
