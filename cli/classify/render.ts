import type { ApiCall } from '../../lambda/cloudtrail/api-call.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { onOneLine } from '../../lambda/cloudtrail/plain-text.ts';
import type { Severity } from '../../lambda/decide/decision.ts';
import type { Classified } from './classify-record.ts';

/** How many calls came to what. */
export interface Tally {
  readonly severities: Record<Severity, number>;
  unreadable: number;
}

/** One JSON line: the documented fields, `eventTime` as the record has it. */
export function renderJson({ record, decision }: Classified): string {
  const call = parseCall(record);
  return `${JSON.stringify({
    eventID: call.eventID,
    eventTime: writtenTime(call),
    account: call.account,
    region: call.region,
    eventSource: call.eventSource,
    eventName: call.eventName,
    principal: call.principal.label,
    severity: decision.severity,
    rules: decision.matches.map(({ ruleId }) => ruleId),
    reasons: decision.reasons,
  })}\n`;
}

/** One line for people. */
export function renderLine({ record, decision }: Classified): string {
  const call = parseCall(record);
  const service = call.eventSource.replace(/\.amazonaws\.com$/, '');
  const cells = [
    (writtenTime(call) ?? 'no time').padEnd(20),
    decision.severity.padEnd(6),
    call.account.padEnd(12),
    call.region.padEnd(14),
    `${service} ${call.eventName}`.padEnd(36),
    `${call.principal.label}: ${decision.reasons.join('; ')}`,
  ];
  return `${onOneLine(cells.join('  '))}\n`;
}

/** What came of all calls. */
export function renderSummary({ severities, unreadable }: Tally): string {
  const total = severities.log + severities.notify + severities.alert;
  const parts = (['log', 'notify', 'alert'] as const).map((name) => `${number(severities[name])} ${name}`);
  const rest = unreadable === 0 ? '' : `; ${number(unreadable)} unreadable`;
  return `${number(total)} ${total === 1 ? 'call' : 'calls'}: ${parts.join(', ')}${rest}\n`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}

function writtenTime(call: ApiCall): string | null {
  const written = call.record['eventTime'];
  if (call.eventTime === null) {
    return null;
  }
  return typeof written === 'string' ? written : new Date(call.eventTime).toISOString();
}
