import path from 'node:path';
import { inFolder } from './in-folder.ts';
import { playKills } from './kills/play-kills.ts';

/** A machine that is busy included. */
jest.setTimeout(180_000);

const COMMAND = path.resolve(__dirname, '../../bin/countersign.ts');

test('a run that is killed again and again keeps every promise', () =>
  inFolder(async (folder) => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const broken = await playKills({ command: COMMAND, folder, calls: 300, kills: 3, seed: 7, say });
    expect(said.filter((line) => line.startsWith('killed'))).toHaveLength(3);
    expect(broken).toEqual([]);
  }));
