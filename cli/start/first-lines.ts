import type { StartOptions } from './options.ts';

/** What a newcomer reads first: where it is, what happens now, what to do. */
export function firstLines(options: Pick<StartOptions, 'paths' | 'answer' | 'idle'>, url: string): string {
  return `Countersign runs here: ${url}  (Ctrl-C ends it)\n${whatHappens(options, url)}\n`;
}

function whatHappens(
  { paths, answer, idle }: Pick<StartOptions, 'paths' | 'answer' | 'idle'>,
  url: string,
): string {
  if (idle) {
    return [
      'It waits for calls. Send it a CloudTrail record, and see what it does:',
      `  curl ${url}/api/calls --data @record.json`,
    ].join('\n');
  }
  if (paths.length === 0) {
    return 'A story of two minutes plays now, on that page and here. Answer on the page, or watch: its people act by themselves.';
  }
  const people = {
    yes: 'Everybody asked says yes and approves the push.',
    no: 'Everybody asked says no.',
    ignore: 'Nobody answers.',
  };
  const played = `It plays ${paths.join(', ')} on a clock that follows the records' times.`;
  return answer === null ? played : `${played} ${people[answer]}`;
}
