import type { ReplayRate, Timed } from './replay-rate.ts';

const LEAST_TIMES = 1.5;
const MOST_MEGABYTES = 400;

export function renderReplay({ files, records, plainBytes, wantedShare, byThreads }: ReplayRate): string {
  const size = `${(plainBytes / 1e6).toFixed(0)} MB of logs, ${records.toLocaleString('en-US')} records in ${files} gzipped files`;
  const rate = ({ ms }: Timed) => `${(plainBytes / 1e3 / ms).toFixed(0)} MB/s`;
  const megabytes = ({ peakBytes }: Timed) => `${(peakBytes / 1e6).toFixed(0)} MB of memory`;
  const lines = byThreads.flatMap(({ threads, parse, replay }) => [
    `  ${threads} ${threads === 1 ? 'thread ' : 'threads'}  gunzip and JSON.parse  ${rate(parse)}, ${megabytes(parse)}`,
    `             countersign replay     ${rate(replay)}, ${megabytes(replay)} (target under ${MOST_MEGABYTES}): ${(parse.ms / replay.ms).toFixed(2)} times as fast (target at least ${LEAST_TIMES})`,
  ]);
  const [one, all] = [byThreads[0], byThreads.at(-1)];
  const scaling =
    one === undefined || all === undefined || one === all
      ? []
      : [
          `  with ${all.threads} threads instead of 1: replay ${(one.replay.ms / all.replay.ms).toFixed(2)} times as fast, parsing ${(one.parse.ms / all.parse.ms).toFixed(2)} times`,
        ];
  return [
    '',
    `Replaying ${size}; ${(wantedShare * 100).toFixed(1)} % are delivered by an EventBridge rule`,
    ...lines,
    ...scaling,
  ].join('\n');
}
