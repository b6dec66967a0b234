import { Writable } from 'node:stream';
import { runInvestigate } from '../cli/investigate.ts';

/** `investigate KEY --from FOLDER` in a process of its own, which then tells how much memory it took. */
const [key = '', folder = ''] = process.argv.slice(2);
let text = '';
const stdout = new Writable({
  write(chunk, _encoding, done) {
    text += String(chunk);
    done();
  },
});
const io = { stdin: process.stdin, stdout, stderr: process.stderr, now: () => Date.now() };
await runInvestigate([key, '--from', folder, '--json'], io);
const { totalEvents } = JSON.parse(text);
// In kibibytes, of all threads together. Source: "process.resourceUsage", Node.js documentation.
process.stdout.write(
  JSON.stringify({ found: totalEvents, peakBytes: process.resourceUsage().maxRSS * 1024 }),
);
