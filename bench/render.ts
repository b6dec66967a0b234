import type { BundleLoad } from './bundle-load.ts';
import type { CatalogueStart } from './catalogue-start.ts';
import type { ClassifyRate } from './classify-rate.ts';
import type { DrainRate } from './drain-rate.ts';
import type { RuleGrowth } from './rule-growth.ts';

/** What the figures should be at least or at most. */
const LEAST_RATIO = 0.75;
const MOST_BYTES = 2_000_000;
const MOST_LOAD_MS = 150;
const MOST_LOSS = 0.1;
const MOST_START_MS = 30;

export function renderClassify(title: string, rate: ClassifyRate): string {
  return [
    '',
    `Classifying ${title}: ${whole(rate.records)} records of ${whole(rate.bytesPerRecord)} bytes, ${percent(rate.candidates)} candidates, ${percent(rate.matching)} match`,
    `  JSON.parse alone      ${whole(rate.parse).padStart(9)} records/s`,
    `  parse and classify    ${whole(rate.classify).padStart(9)} records/s`,
    `  ratio                 ${rate.ratio.toFixed(2).padStart(9)} (target ${LEAST_RATIO} or more for generated calls)`,
  ].join('\n');
}

export function renderGrowth({ rules, moreRules, rate, rateWithMore }: RuleGrowth): string {
  const loss = 1 - rateWithMore / rate;
  return [
    '',
    'Classifying generated calls with more rules about other calls',
    `  ${whole(rules).padStart(6)} rules          ${whole(rate).padStart(9)} records/s`,
    `  ${whole(moreRules).padStart(6)} rules          ${whole(rateWithMore).padStart(9)} records/s`,
    `  loss                  ${percent(loss).padStart(9)} (target under ${percent(MOST_LOSS)})`,
  ].join('\n');
}

export function renderStart({ rules, bytes, parseMs, compileMs, firstMatchMs }: CatalogueStart): string {
  const total = parseMs + compileMs + firstMatchMs;
  return [
    '',
    `Starting with ${whole(rules)} rules of ${whole(bytes)} bytes of JSON, in a new process`,
    `  JSON.parse            ${parseMs.toFixed(1).padStart(9)} ms`,
    `  compile               ${compileMs.toFixed(1).padStart(9)} ms`,
    `  first call            ${firstMatchMs.toFixed(1).padStart(9)} ms`,
    `  together              ${total.toFixed(1).padStart(9)} ms (target under ${MOST_START_MS} ms)`,
  ].join('\n');
}

export function renderDrain({ report, seconds }: DrainRate): string {
  const { messages, logged, notified, alerted, quarantined, duplicate, errors } = report;
  return [
    '',
    `Draining ${whole(messages)} messages from the embedded queue, with embedded tables: ${whole(messages / seconds)} messages/s`,
    `  ${logged} logged, ${notified} notified, ${alerted} alerted, ${duplicate} duplicate, ${quarantined} quarantined, ${errors.length} errors`,
    ...errors.slice(0, 3).map((error) => `  ${error}`),
  ].join('\n');
}

export function renderBundles(bundles: readonly BundleLoad[]): string {
  return [
    '',
    `Functions, minified (targets: under ${whole(MOST_BYTES)} bytes; slack loads in under ${MOST_LOAD_MS} ms)`,
    ...bundles.map(
      ({ name, bytes, loadMs }) =>
        `  ${name.padEnd(8)} ${whole(bytes).padStart(10)} bytes, loads in ${whole(loadMs)} ms`,
    ),
  ].join('\n');
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
