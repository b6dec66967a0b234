import { writeFile } from 'node:fs/promises';
import { feedsOf } from './classify/feeds-of.ts';
import type { Policy } from './classify/load-policy.ts';
import { Progress } from './classify/progress.ts';
import type { CommandIo } from './classify.ts';
import { codeOf } from './failure.ts';
import { differenceOf } from './replay/difference.ts';
import { gather } from './replay/gather.ts';
import { type ReplayOptions, readOptions, USAGE } from './replay/options.ts';
import { play } from './replay/play.ts';
import { loadPolicyFiles, type PolicyFiles } from './replay/policy-with-rule.ts';
import { renderHtml } from './replay/render-html.ts';
import { renderText } from './replay/render-text.ts';
import type { Replayed } from './replay/replay-result.ts';
import { BAD_INPUT, DONE, runCommand } from './run-command.ts';
import { TrailPathError } from './trail/read-trail.ts';

/** `countersign replay`: what would have happened. Resolves with the exit status. */
export async function runReplay(args: readonly string[], io: CommandIo): Promise<number> {
  const command = {
    name: 'replay',
    usage: USAGE,
    work: (options: ReplayOptions) => replay(options, io),
    isHindrance: (cause: unknown) => cause instanceof TrailPathError || codeOf(cause) !== null,
  };
  return runCommand(command, readOptions(args), io);
}

async function replay(options: ReplayOptions, io: CommandIo): Promise<number> {
  const { rules, config, rule, against } = options;
  const base = loadPolicyFiles({ rules, config, rule: null });
  const candidate =
    rule === null && against === null ? null : loadPolicyFiles({ rules, config: against ?? config, rule });
  for (const loaded of [base, candidate]) {
    for (const line of loaded === null || loaded.ok ? [] : loaded.problems) io.stderr.write(`${line}\n`);
  }
  if (!base.ok || candidate?.ok === false) return BAD_INPUT;
  for (const line of base.warnings) io.stderr.write(`${line}\n`);
  const before = await replayOnce(options, base.policy, { rules, config, rule: null }, io);
  const replayed =
    candidate === null
      ? before
      : compared(
          before,
          await replayOnce(options, candidate.policy, { rules, config: against ?? config, rule }, io),
          options,
        );
  if (options.html !== null) await writeFile(options.html, renderHtml(replayed, io.now()));
  io.stdout.write(options.json ? `${JSON.stringify(replayed.result)}\n` : renderText(replayed));
  const { seen, unreadable } = replayed.result.calls;
  return seen === 0 && unreadable > 0 ? BAD_INPUT : DONE;
}

async function replayOnce(
  { paths, since, until, answer, archiveFeed, threads }: ReplayOptions,
  policy: Policy,
  files: PolicyFiles,
  io: CommandIo,
): Promise<Replayed> {
  const progress = new Progress(io.stderr, io.now);
  const feeds = feedsOf(policy.config, archiveFeed);
  const job = { policy: files, feeds, period: { since, until } };
  const gathered = await gather(paths, io.stdin, policy, job, threads, (seen) => progress.show(seen));
  progress.clear();
  return await play(gathered, policy, answer, feeds, io.now());
}

/** The figures of the policy in use, and what another would change. */
function compared(before: Replayed, after: Replayed, { rule, against }: ReplayOptions): Replayed {
  const candidate = [rule, against].filter((file) => file !== null).join(' and ');
  return { ...before, result: { ...before.result, difference: differenceOf(before, after, candidate) } };
}
