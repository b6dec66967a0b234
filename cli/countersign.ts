import type { StartIo } from './start.ts';

const HELP = `countersign: every sensitive AWS API call is countersigned by the person who made it, or somebody is paged

  start [PATH…]      the whole pipeline on this machine, with a page in the browser
  classify PATH…     one decision per call of CloudTrail files
  investigate KEY    what one key did, from CloudTrail files, a bucket, LookupEvents, Datadog
  contain KEY        the commands that stop a key; runs them on request
  people PATH…       who is behind each principal of CloudTrail files, and who is missing
  baseline PATH…     what is usual for each principal of CloudTrail files; stores it for a deployment
  replay PATH…       what would have happened on CloudTrail files: asks, pages, noise; or with another rule
  report             what Countersign did, from its journal: answers, times, pages avoided, noise
  archive COMMAND    sets up and fills the Elasticsearch or OpenSearch that the journal is shipped to
  doctor             what is wrong with a deployment, and what to do
  redrive WHAT       what was set aside (dead letters, quarantine), and once more on its way
  cases COMMAND      list, show, close the questions and incidents of a deployment
  rules COMMAND      check, test, list the rules and the EventBridge patterns derived from them
  check [FILE]       validate countersign.yaml

countersign COMMAND --help says more. Exit status: 0 done, 1 found something, 2 bad input.
`;

type Command = (args: readonly string[], io: StartIo) => Promise<number>;

/** Commands are loaded when they are called: none waits for what another needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).runStart,
  classify: async () => (await import('./classify.ts')).runClassify,
  contain: async () => (await import('./contain.ts')).runContain,
  investigate: async () => (await import('./investigate.ts')).runInvestigate,
  people: async () => (await import('./people.ts')).runPeople,
  baseline: async () => (await import('./baseline.ts')).runBaseline,
  replay: async () => (await import('./replay.ts')).runReplay,
  report: async () => (await import('./report.ts')).runReport,
  archive: async () => (await import('./archive.ts')).runArchive,
  doctor: async () => (await import('./doctor.ts')).runDoctor,
  redrive: async () => (await import('./redrive.ts')).runRedrive,
  cases: async () => (await import('./cases.ts')).runCases,
  rules: async () => (await import('./rules/rules.ts')).runRules,
  check: async () => (await import('./check.ts')).runCheck,
};

/** The command line. Resolves with the exit status. */
export async function runCountersign(args: readonly string[], io: StartIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(HELP);
    return 0;
  }
  const load = COMMANDS[name];
  if (load === undefined) {
    io.stderr.write(`countersign: "${name}" is no command, expected ${Object.keys(COMMANDS).join(', ')}\n`);
    return 2;
  }
  const command = await load();
  return command(rest, io);
}
