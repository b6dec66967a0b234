import type { InvestigateRate } from './investigate-rate.ts';

const LEAST_TIMES = 15;
const MOST_MEGABYTES = 300;

export function renderInvestigate(rate: InvestigateRate): string {
  const { files, plainBytes, ours, pipeline, peakBytes, found, pipelineFound } = rate;
  const size = `${(plainBytes / 1e6).toFixed(0)} MB of logs in ${files} gzipped files`;
  const theirs =
    pipeline === null
      ? '  zcat | jq | sort | uniq: jq is not at hand, not compared'
      : `  zcat | jq | sort | uniq  ${seconds(pipeline)} s, ${pipelineFound} calls: ${(pipeline / ours).toFixed(1)} times as long (target over ${LEAST_TIMES})`;
  return [
    '',
    `Investigating one key in ${size}`,
    `  countersign investigate  ${seconds(ours)} s, ${found} calls, ${(plainBytes / 1e3 / ours).toFixed(0)} MB/s, at most ${(peakBytes / 1e6).toFixed(0)} MB of memory (target under ${MOST_MEGABYTES})`,
    theirs,
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
