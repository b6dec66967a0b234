import { Writable } from 'node:stream';
import { runReplay } from '../cli/replay.ts';

/** `replay FOLDER` in a process of its own, which then tells how long it took and how much memory. */
const [folder = '', threads = '1'] = process.argv.slice(2);
let text = '';
const stdout = new Writable({
  write(chunk, _encoding, done) {
    text += String(chunk);
    done();
  },
});
const start = performance.now();
const io = { stdin: process.stdin, stdout, stderr: process.stderr, now: () => Date.now() };
await runReplay([folder, '--json', '--threads', threads], io);
const ms = performance.now() - start;
const { seen, filtered } = JSON.parse(text).calls;
// In kibibytes, of all threads together. Source: "process.resourceUsage", Node.js documentation.
process.stdout.write(
  JSON.stringify({ ms, seen, filtered, peakBytes: process.resourceUsage().maxRSS * 1024 }),
);
