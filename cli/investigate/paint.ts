/** What is set apart on a terminal. */
export interface Paint {
  readonly title: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly good: (text: string) => string;
  readonly code: (text: string) => string;
}

const plain = (text: string): string => text;
const sgr = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;

export const NO_COLOURS: Paint = { title: plain, dim: plain, warn: plain, good: plain, code: plain };
export const COLOURS: Paint = { title: sgr(1), dim: sgr(2), warn: sgr(33), good: sgr(32), code: sgr(36) };
