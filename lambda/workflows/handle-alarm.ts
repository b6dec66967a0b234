import { alarmKeyOf } from '../cases/alarm-call.ts';
import type { CaseCall } from '../cases/case.ts';
import { reportGroup } from '../cases/grouping.ts';
import { cleanText } from '../cases/words/clean-text.ts';
import { alertCollector } from './collectors.ts';
import type { OtherVerdict } from './decide-signal.ts';
import type { DrainPorts } from './drain-ports.ts';
import type { Batch } from './handle-messages.ts';
import { joinCase } from './join-case.ts';
import { alarmLine } from './journal-lines.ts';

type AlarmVerdict = Extract<OtherVerdict, { kind: 'alarm' }>;

/** Journals an alarm and pages what is more than log; one alarm of one account and region is one page an hour. */
export async function handleAlarm(
  ports: DrainPorts,
  batch: Batch,
  id: string,
  verdict: AlarmVerdict,
): Promise<void> {
  const { severity, reason } = verdict.decision;
  const data = {
    name: cleanText(verdict.name, 255),
    state: cleanText(verdict.state, 40),
    account: verdict.account,
    region: cleanText(verdict.region, 40),
    severity,
    reasons: [reason],
  };
  const caseId = severity === 'log' ? null : await page(ports, batch, id, verdict, severity);
  const line = alarmLine(id, data, batch.now);
  batch.entries.push(caseId === null ? line : { ...line, caseId });
}

async function page(
  ports: DrainPorts,
  batch: Batch,
  id: string,
  verdict: AlarmVerdict,
  severity: 'notify' | 'alert',
): Promise<string | null> {
  const { name, account, region } = verdict;
  const opening = {
    group: reportGroup('alarm', name, account, region),
    severity: severity === 'alert' ? ('critical' as const) : ('warning' as const),
    because: 'severity' as const,
    person: null,
    openUntil: batch.now + ports.verification.alertWindowMs,
  };
  const arrival = { call: alarmAsCall(id, verdict), messageId: id };
  const { holders, joined } = await joinCase(ports, alertCollector(opening, batch.now), [arrival]);
  batch.touched.push(...joined);
  return holders.get(arrival.call.ledgerKey) ?? null;
}

/** An alarm in the form that cases keep. */
function alarmAsCall(id: string, { name, account, region, at, because, decision }: AlarmVerdict): CaseCall {
  const title = `Alarm ${cleanText(name, 255)}`;
  return {
    eventID: id,
    ledgerKey: alarmKeyOf(id),
    eventTime: at,
    account,
    region: cleanText(region, 40),
    eventSource: 'monitoring.amazonaws.com',
    eventName: cleanText(name, 255),
    principal: 'unknown',
    accessKeyId: null,
    address: '',
    userAgent: '',
    errorCode: null,
    resource: null,
    ruleIds: [],
    titles: [title],
    reasons: [title, decision.reason, ...(because === '' ? [] : [cleanText(because, 300)])],
    late: false,
    shownFrom: null,
  };
}
