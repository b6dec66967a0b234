import type { Fetch } from '../lambda/adapters/http/exchange.ts';
import { isHindrance } from './deployment/of-the-world.ts';
import { examinedDeployment } from './doctor/deployment.ts';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { openQuestions, ownCredentials } from './doctor/open-questions.ts';
import { type DoctorOptions, readOptions, USAGE } from './doctor/options.ts';
import { renderText } from './doctor/render-text.ts';
import { COLOURS, NO_COLOURS } from './investigate/paint.ts';
import type { PeopleIo } from './people.ts';
import { DONE, FOUND, runCommand } from './run-command.ts';

/** Where the output is no terminal, and at least. Characters. */
const WIDTH = 80;

/**
 * `countersign doctor`: what is wrong with a deployment. Resolves with the exit status.
 *
 * @param vendors how Slack, Duo, PagerDuty and Organizations are reached
 */
export async function runDoctor(
  args: readonly string[],
  io: PeopleIo,
  vendors: Fetch = fetch,
): Promise<number> {
  const command = {
    name: 'doctor',
    usage: USAGE,
    work: (options: DoctorOptions) => diagnose(options, io, vendors),
    isHindrance,
  };
  return runCommand(command, readOptions(args), io);
}

async function diagnose(options: DoctorOptions, io: PeopleIo, vendors: Fetch): Promise<number> {
  const deployment = await examinedDeployment(options.config);
  await ownCredentials(deployment.config.security.region);
  const questions = openQuestions(deployment.config, vendors, { now: io.now });
  const all = await examine(deployment, questions);
  const findings = all.filter(({ check }) => !options.skip.has(check));
  io.stdout.write(options.json ? `${JSON.stringify(reportOf(findings))}\n` : textOf(findings, io));
  return findings.every(({ state }) => state === 'right') ? DONE : FOUND;
}

function reportOf(findings: readonly Finding[]) {
  const amount = (state: Finding['state']) => findings.filter((each) => each.state === state).length;
  return { findings, wrong: amount('wrong'), unknown: amount('unknown') };
}

function textOf(
  findings: readonly Finding[],
  { stdout: { columns = WIDTH, isTTY = false } }: PeopleIo,
): string {
  return renderText(findings, Math.max(WIDTH, columns), isTTY ? COLOURS : NO_COLOURS);
}
