import { firstLines } from '../../../cli/start/first-lines.ts';
import { parseStartOptions, START_HELP } from '../../../cli/start/options.ts';

test('without arguments the story plays on the usual port, drained every five seconds', () => {
  expect(parseStartOptions([])).toEqual({
    ok: true,
    value: {
      paths: [],
      port: 4_820,
      everyMs: 5_000,
      answer: null,
      open: true,
      idle: false,
      archive: null,
      archiveFeed: false,
      dataDir: null,
      config: null,
      rules: null,
    },
  });
});

test('every option is taken, and named in the help', () => {
  const args = [
    'a.json',
    '-',
    '--answer',
    'no',
    '--port',
    '0',
    '--every',
    '1h',
    '--data',
    'd',
    '--config',
    'c',
    '--rules',
    'r',
    '--rules',
    's',
    '--no-open',
    '--archive-feed',
  ];
  expect(parseStartOptions(args)).toEqual({
    ok: true,
    value: {
      paths: ['a.json', '-'],
      port: 0,
      everyMs: 3_600_000,
      answer: 'no',
      open: false,
      idle: false,
      archive: null,
      archiveFeed: true,
      dataDir: 'd',
      config: 'c',
      rules: ['r', 's'],
    },
  });
  for (const option of args.filter((each) => each.startsWith('--'))) expect(START_HELP).toContain(option);
});

test.each([
  [['--answer', 'perhaps'], '--answer: "perhaps", expected yes, no or ignore'],
  [['--port', '70000'], '--port: "70000", expected a number from 0 to 65535'],
  [['--port', 'http'], '--port: "http", expected a number from 0 to 65535'],
  [['--every', 'soon'], '--every: "soon", expected a duration such as 5s'],
  [['--every', '0s'], '--every: "0s", expected a duration such as 5s'],
  [['--idle', 'a.json'], '--idle: waits for calls over HTTP, and takes no path (a.json)'],
])('%j is refused', (args, reason) => {
  expect(parseStartOptions(args)).toEqual({ ok: false, reason });
});

test('an unknown option is refused by its name', () => {
  expect(parseStartOptions(['--speed', '9'])).toMatchObject({
    ok: false,
    reason: expect.stringContaining("'--speed'"),
  });
});

describe('the first lines', () => {
  const url = 'http://127.0.0.1:4820';
  const first = (more: object) => firstLines({ paths: [], answer: null, idle: false, ...more }, url);

  test('say where it runs and how to end it', () => {
    expect(first({})).toMatch(/^Countersign runs here: http:\/\/127\.0\.0\.1:4820 {2}\(Ctrl-C ends it\)\n/);
  });

  test('say what to do while it waits', () => {
    expect(first({ idle: true })).toContain(`curl ${url}/api/calls --data @record.json`);
  });

  test('say what is played and who answers', () => {
    expect(first({ paths: ['a.json', 'b.json'], answer: 'yes' })).toMatch(
      /plays a\.json, b\.json .*says yes and approves/s,
    );
  });
});
