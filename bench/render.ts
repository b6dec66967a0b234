import type { BundleLoad } from './bundle-load.ts';
import type { ClassifyRate } from './classify-rate.ts';
import type { DrainRate } from './drain-rate.ts';

/** What the figures should be at least or at most. */
const LEAST_RATIO = 0.75;
const MOST_BYTES = 2_000_000;
const MOST_LOAD_MS = 150;

export function renderClassify(title: string, rate: ClassifyRate): string {
  return [
    '',
    `Classifying ${title}: ${whole(rate.records)} records of ${whole(rate.bytesPerRecord)} bytes, ${percent(rate.candidates)} candidates, ${percent(rate.matching)} match`,
    `  JSON.parse alone      ${whole(rate.parse).padStart(9)} records/s`,
    `  parse and classify    ${whole(rate.classify).padStart(9)} records/s`,
    `  ratio                 ${rate.ratio.toFixed(2).padStart(9)} (target ${LEAST_RATIO} or more for generated calls)`,
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
