import type { CaseCall } from '../case.ts';
import { BLOCK_LIMITS, fitLines } from './blocks.ts';
import { codeSpan } from './clean-text.ts';
import { type CallLine, commonFacts, linesOf } from './summary-of-calls.ts';
import { counted, slackTime } from './times.ts';

/** Room for the list of calls in a section of 3,000 characters. */
export const LIST_LIMIT = 2_600;

/**
 * One Slack line per kind of call: what, how often, on what, and where unless all share it. Where that is too long, the
 * kinds alone: better each of them without its place than only some, for nobody should say yes to what was left out.
 */
export function slackLines(calls: readonly CaseCall[]): readonly string[] {
  const { account, region } = commonFacts(calls);
  if (account !== null && region !== null) return linesOf(calls).map((line) => lineText(line, ''));
  const lines = linesOf(calls).map((line) => lineText(line, ` in ${placeOf(line)}`));
  if (lines.join('\n').length <= LIST_LIMIT) return lines;
  return linesOf(calls, 'kind').map((line) => lineText(line, ` in ${counted(line.accounts, 'account')}`));
}

function lineText(line: CallLine, place: string): string {
  const on =
    line.resources.length === 0 ? '' : ` on ${line.resources.map((name) => codeSpan(name, 60)).join(', ')}`;
  const more = line.moreResources === 0 ? '' : ` and ${line.moreResources} more`;
  const failed =
    line.failed === 0 ? '' : ` (${line.failed === line.count ? 'failed' : `${line.failed} failed`})`;
  const times = line.count === 1 ? '' : ` ×${line.count}`;
  return `• ${codeSpan(line.service, 40)} ${codeSpan(line.eventName)}${times}${on}${more}${place}${failed}`;
}

function placeOf(line: CallLine): string {
  return `${codeSpan(line.account, 20)} ${codeSpan(line.region, 30)}`;
}

const ACCOUNTS_NAMED = 3;

/** What all the calls share, one fact a line. */
export function slackFacts(calls: readonly CaseCall[]): readonly string[] {
  const common = commonFacts(calls);
  const facts = [];
  if (common.principal !== null) facts.push(`As ${codeSpan(common.principal, 120)}`);
  if (common.account !== null) {
    facts.push(
      `In account ${codeSpan(common.account, 20)}${common.region === null ? '' : `, ${codeSpan(common.region, 30)}`}`,
    );
  } else {
    facts.push(`In ${counted(common.accounts, 'account')}`);
  }
  const others = [...new Set(calls.flatMap(({ alsoIn = [] }) => alsoIn))];
  if (others.length > 0) {
    const named = others.slice(0, ACCOUNTS_NAMED).map((account) => codeSpan(account, 20));
    facts.push(
      `Also recorded in account ${named.join(', ')}${others.length > named.length ? ' and others' : ''}`,
    );
  }
  if (common.address !== null) facts.push(`From ${codeSpan(common.address, 60)}`);
  if (common.userAgent !== null) facts.push(`With ${codeSpan(common.userAgent, 80)}`);
  if (common.firstAt !== null && common.lastAt !== null) {
    const span = common.lastAt - common.firstAt < 60_000 ? '' : ` to ${slackTime(common.lastAt)}`;
    facts.push(`At ${slackTime(common.firstAt)}${span}`);
  }
  return facts;
}

/** How many calls there are; where not all are kept, how many of them the lines count. */
export function countInWords({
  calls,
  moreCalls,
}: {
  readonly calls: readonly CaseCall[];
  readonly moreCalls: number;
}): string {
  const count = counted(calls.length + moreCalls, 'API call');
  return moreCalls === 0 ? count : `${count}; of the first ${calls.length.toLocaleString('en-US')}`;
}

/** What a notification, or a reader without blocks, gets: the same news and numbers as the blocks, most important first. */
export function plainText(news: readonly string[], calls: readonly CaseCall[]): string {
  return fitLines([...news, ...slackLines(calls), ...slackFacts(calls)], BLOCK_LIMITS.messageText);
}
