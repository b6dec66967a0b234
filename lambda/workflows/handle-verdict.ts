import type { CaseCall } from '../cases/case.ts';
import { caseCallOf } from '../cases/case-call.ts';
import { reportGroup } from '../cases/grouping.ts';
import { cleanText } from '../cases/words/clean-text.ts';
import type { ReceivedMessage } from '../ports/queue.ts';
import { failureInWords } from './after-failure.ts';
import { alertCollector } from './collectors.ts';
import type { OtherVerdict } from './decide-signal.ts';
import type { DrainPorts } from './drain-ports.ts';
import { handleAlarm } from './handle-alarm.ts';
import type { Batch } from './handle-messages.ts';
import { joinCase } from './join-case.ts';
import { forgeryLine, quarantineLine, subscriptionLine } from './journal-lines.ts';

/** Does what a verdict other than a decision asks for. Throws when it could not: the message then stays. */
export async function handleVerdict(
  ports: DrainPorts,
  batch: Batch,
  message: ReceivedMessage,
  verdict: OtherVerdict,
  index: number,
): Promise<void> {
  const id = index === 0 ? message.messageId : `${message.messageId}.${index}`;
  switch (verdict.kind) {
    case 'quarantined':
      return quarantine(ports, batch, message, id, verdict.reason);
    case 'confirm': {
      const outcome = await ports.subscriptions.confirm(verdict.topicArn, verdict.token);
      if (outcome.kind === 'delivered') {
        batch.entries.push(subscriptionLine(id, verdict.topicArn, batch.now));
      } else if (outcome.kind === 'permanent') {
        const reason = `subscription could not be confirmed: ${outcome.reason.slice(0, 200)}`;
        await quarantine(ports, batch, message, id, reason);
      } else {
        throw new Error(`subscription of ${verdict.topicArn}: ${failureInWords(outcome)}`);
      }
      return;
    }
    case 'alarm':
      return handleAlarm(ports, batch, id, verdict);
    case 'forged':
      return pageForgery(ports, batch, id, verdict);
  }
}

async function quarantine(
  ports: DrainPorts,
  batch: Batch,
  message: ReceivedMessage,
  id: string,
  reason: string,
): Promise<void> {
  await ports.quarantine.put({ id, at: batch.now, reason, body: message.body });
  batch.entries.push(quarantineLine(id, reason, batch.now));
}

/** Forgeries through one topic in the name of one account are one page an hour. */
async function pageForgery(
  ports: DrainPorts,
  batch: Batch,
  id: string,
  verdict: Extract<OtherVerdict, { kind: 'forged' }>,
): Promise<void> {
  const { topicArn } = verdict.sender;
  const opening = {
    group: reportGroup('forgery', topicArn, verdict.claimed, ''),
    severity: 'critical' as const,
    because: 'forgery' as const,
    person: null,
    openUntil: batch.now + ports.verification.alertWindowMs,
  };
  const arrival = { call: forgedCall(id, verdict), messageId: id };
  const { holders, joined } = await joinCase(ports, alertCollector(opening, batch.now), [arrival]);
  batch.touched.push(...joined);
  const caseId = holders.get(arrival.call.ledgerKey) ?? null;
  batch.entries.push(forgeryLine(id, verdict.claimed, topicArn, caseId, batch.now));
}

/** The forged call as it claims to be; nothing in it is proven. */
function forgedCall(
  id: string,
  { call, claimed, sender, reason }: Extract<OtherVerdict, { kind: 'forged' }>,
): CaseCall {
  const reasons = [cleanText(`${reason}; it came through ${sender.topicArn}`, 300)];
  const ledgerKey = `forged/${id}`;
  if (call !== null) {
    const decision = {
      severity: 'alert',
      disposition: { kind: 'page' },
      matches: [],
      reasons,
      late: false,
    } as const;
    return { ...caseCallOf({ call, decision }), ledgerKey, reasons };
  }
  return {
    eventID: id,
    ledgerKey,
    eventTime: null,
    account: cleanText(claimed, 40),
    region: sender.region,
    eventSource: '',
    eventName: 'unreadable',
    principal: 'unknown',
    accessKeyId: null,
    address: '',
    userAgent: '',
    errorCode: null,
    resource: null,
    ruleIds: [],
    titles: [],
    reasons,
    late: false,
    shownFrom: null,
  };
}
