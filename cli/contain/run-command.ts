import { execFile } from 'node:child_process';
import type { Command } from '../../lambda/investigate/shell-word.ts';

export interface CommandEnd {
  /** 0: it succeeded; 127: there is no such program. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with its words, without a shell between. Never throws. */
export type RunCommand = (command: Command) => Promise<CommandEnd>;

export const runCommand: RunCommand = ([program = '', ...words]) =>
  new Promise((resolve) => {
    execFile(program, words, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else resolve({ code: 127, stdout, stderr: `${program}: ${error.message}` });
    });
  });
