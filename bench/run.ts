import { parseArgs } from 'node:util';
import { classifyRecord } from '../cli/classify/classify-record.ts';
import { loadPolicy, type Policy } from '../cli/classify/load-policy.ts';
import { readTrail } from '../cli/trail/read-trail.ts';
import { readRulesFolders } from '../lambda/adapters/rule-files/read-rules-folder.ts';
import { type JsonObject, objectOf } from '../lambda/cloudtrail/json.ts';
import { bundleLoads } from './bundle-load.ts';
import { catalogueStart } from './catalogue-start.ts';
import { classifyRate } from './classify-rate.ts';
import { generateLines } from './corpus.ts';
import { drainRate } from './drain-rate.ts';
import { investigateRate } from './investigate-rate.ts';
import { renderBundles, renderClassify, renderDrain, renderGrowth, renderStart } from './render.ts';
import { renderInvestigate } from './render-investigate.ts';
import { renderReplay } from './render-replay.ts';
import { replayRate } from './replay-rate.ts';
import { ruleGrowth } from './rule-growth.ts';
import { slackClicks } from './slack-clicks.ts';

const USAGE = `npm run bench [-- [TRAIL…] [--rules DIR]… [--only classify|growth|start|drain|investigate|replay|slack|bundles]]

How fast calls are classified (generated ones, and those of the given CloudTrail files), also with many more rules,
how long the rules take to start, how fast the queue is drained, and how big the functions are.
`;

const SEED = 20_261_120;
const GENERATED = 20_000;
const DRAINED = 1_000;
const ARCHIVED_FILES = 400;

const { values, positionals: trails } = parseArgs({
  allowPositionals: true,
  options: {
    rules: { type: 'string', multiple: true },
    only: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const loaded = loadPolicy({ rules: values.rules ?? null, config: null });
if (values.help === true) {
  process.stdout.write(USAGE);
} else if (loaded.ok) {
  await measure(loaded.policy);
} else {
  process.stderr.write(`${loaded.problems.join('\n')}\n`);
  process.exitCode = 2;
}

async function measure(policy: Policy): Promise<void> {
  const print = (text: string): boolean => process.stdout.write(`${text}\n`);
  const isWanted = (part: string): boolean => values.only === undefined || values.only === part;
  const now = Date.now();
  const collectGarbage = globalThis.gc ?? (() => print('(run with --expose-gc for steadier figures)'));
  const matches = (record: JsonObject): boolean =>
    classifyRecord(record, policy, now).decision.matches.length > 0;

  print(`Node ${process.version}, ${policy.catalogue.rules.length} rules`);
  if (isWanted('classify')) {
    const generated = generateLines(GENERATED, SEED, matches);
    print(renderClassify('generated calls', classifyRate(generated, policy, now, collectGarbage)));
    for (const trail of trails) {
      print(renderClassify(trail, classifyRate(await linesOf(trail), policy, now, collectGarbage)));
    }
  }
  if (isWanted('growth')) {
    const generated = generateLines(GENERATED, SEED, matches);
    print(renderGrowth(ruleGrowth(generated, policy, now, collectGarbage)));
  }
  if (isWanted('start')) print(renderStart(catalogueStart(policy.documents)));
  if (isWanted('drain')) {
    const folders = values.rules ?? policy.config.rules.folders;
    const deployment = { config: policy.config, rules: readRulesFolders(folders).documents };
    print(renderDrain(await drainRate(generateLines(DRAINED, SEED, matches), deployment)));
  }
  if (isWanted('investigate')) {
    print(renderInvestigate(await investigateRate(generateLines(GENERATED, SEED, matches), ARCHIVED_FILES)));
  }
  if (isWanted('replay')) {
    const [sensitive, ordinary] = parted(generateLines(GENERATED, SEED, matches), matches);
    print(renderReplay(await replayRate(ordinary, sensitive)));
  }
  if (isWanted('slack')) {
    const { clicks, median, p99, lost } = await slackClicks();
    print(
      `Slack endpoint, 50 clicks at once, ${clicks} in all: median ${median.toFixed(1)} ms, 99th percentile ${p99.toFixed(1)} ms, ${lost} lost`,
    );
  }
  if (isWanted('bundles')) print(renderBundles(await bundleLoads()));
}

function parted(lines: readonly string[], matches: (record: JsonObject) => boolean) {
  const isMatch = (line: string): boolean => matches(objectOf(JSON.parse(line)));
  return [lines.filter(isMatch), lines.filter((line) => !isMatch(line))] as const;
}

async function linesOf(trail: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const item of readTrail([trail], process.stdin)) {
    if (item.kind === 'record') lines.push(JSON.stringify(item.record));
  }
  return lines;
}
