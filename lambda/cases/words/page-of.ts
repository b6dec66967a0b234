import type { JsonObject } from '../../cloudtrail/json.ts';
import type { Page } from '../../ports/pager.ts';
import { recordsInWords } from '../alarm-records.ts';
import { type Alert, CALLS_KEPT, type Case, type CaseCall, type Question } from '../case.ts';
import { incidentKeyOf } from '../case-id.ts';
import { incidentUntil } from '../due.ts';
import { severityOf } from '../severity.ts';
import { incidentIdOf } from '../shared-incident.ts';
import { alertInWords, causeInWords, causeLabel } from './cause-words.ts';
import { cleanText } from './clean-text.ts';
import { commonFacts, linesOf } from './summary-of-calls.ts';
import { counted, duration, utcMinute } from './times.ts';

/** Calls listed one by one in a page. */
const CALLS_LISTED = 20;
const HISTORY_LINE = 600;
/** PagerDuty cuts nothing itself: 1,024 characters. Source: "Events API v2 overview", PagerDuty developer documentation. */
const SUMMARY_LIMIT = 1_024;

/** The incident of an escalated question or of an alert. `plain`: without details, for when the full one was refused. */
export function pageOf(item: Case, plain: boolean): Page {
  const details = item.kind === 'question' ? questionDetails(item) : alertDetails(item);
  return {
    dedupKey: incidentKeyOf(incidentIdOf(item)),
    severity: severityOf(item),
    summary: cleanText(summaryOf(item), SUMMARY_LIMIT),
    source: cleanText(commonFacts(item.calls).account ?? 'several accounts', 100),
    details: plain ? { note: 'the full details were refused; see the case', case: item.id } : details,
    at: item.kind === 'question' ? (item.endedAt ?? item.openedAt) : item.openedAt,
    links: [],
  };
}

function summaryOf(item: Case): string {
  const calls = linesOf(item.calls, 'kind').map(
    (line) => `${line.eventName}${line.count === 1 ? '' : ` ×${line.count}`}`,
  );
  const what = calls.slice(0, 3).join(', ') + (calls.length > 3 ? ` and ${calls.length - 3} more` : '');
  const common = commonFacts(item.calls);
  const where = common.account === null ? counted(common.accounts, 'account') : `account ${common.account}`;
  if (item.kind === 'question') {
    const cause = item.cause === null ? '' : `[${causeLabel(item.cause)}] `;
    return `${cause}${causeInWords(item)}: ${what} in ${where}`;
  }
  const title = item.calls[0]?.titles[0] ?? alertInWords(item);
  const lead = item.because === 'severity' ? title : alertInWords(item);
  return `${lead}: ${what} in ${where} by ${common.principal ?? 'several principals'}`;
}

function questionDetails(question: Question): JsonObject {
  return {
    why: causeInWords(question),
    cause: question.cause,
    person: question.person.email,
    how_the_person_was_found: `${cleanText(question.person.by, 200)}, confidence ${question.person.confidence}`,
    asked_at: utcMinute(question.openedAt),
    decided_after: duration((question.endedAt ?? question.openedAt) - question.openedAt),
    ...callDetails(question),
    ...(question.lateAnswers.length === 0
      ? {}
      : {
          late_answers: question.lateAnswers.map(
            (late) => `${utcMinute(late.at)}: ${late.answer}, after the page and without a second factor`,
          ),
        }),
    what_to_do: [
      'Reach the person by another way than Slack.',
      'If it was not them: deactivate the key or revoke the role sessions shown below, then look at what else it did.',
      'If it was them: resolve this incident and note why the verification failed.',
    ],
    ...historyDetails(question),
    ...(question.partOf === undefined ? {} : { same_credential_as_case: question.partOf }),
    case: question.id,
  };
}

function alertDetails(alert: Alert): JsonObject {
  return {
    why: alertInWords(alert),
    person: alert.person?.email ?? null,
    ...(alert.records === undefined
      ? {}
      : { behind_the_alarm: alert.records.map((each) => cleanText(recordsInWords(each), HISTORY_LINE)) }),
    ...callDetails(alert),
    what_to_do: [
      'Find out whether the principal was meant to do this; ask its owner by another way than Slack.',
      'If not: undo the change, deactivate the key or revoke the role sessions, then look at what else it did.',
    ],
    ...historyDetails(alert),
    case: alert.id,
  };
}

/** Left out until it is known; the page never waits for it. */
function historyDetails({ history = [] }: Case): JsonObject {
  if (history.length === 0) return {};
  const told = history.map(({ key, verdict, lines }) => ({
    key,
    verdict: cleanText(verdict, HISTORY_LINE),
    facts: lines.map((line) => cleanText(line, HISTORY_LINE)),
  }));
  return { what_the_key_did_lately: told };
}

function callDetails(item: Case): JsonObject {
  const { calls, moreCalls } = item;
  const until = incidentUntil(item);
  const common = commonFacts(calls);
  return {
    calls: calls.length + moreCalls,
    principal: common.principal,
    access_keys: [...new Set(calls.map((call) => call.accessKeyId).filter((key) => key !== null))].slice(
      0,
      10,
    ),
    account: common.account,
    also_recorded_in: [...new Set(calls.flatMap(({ alsoIn = [] }) => alsoIn))].slice(0, 10),
    region: common.region,
    address: common.address,
    user_agent: common.userAgent,
    first: common.firstAt === null ? null : utcMinute(common.firstAt),
    last: common.lastAt === null ? null : utcMinute(common.lastAt),
    rules: [...new Set(calls.flatMap((call) => call.ruleIds))].slice(0, 20),
    kinds: linesOf(calls)
      .slice(0, CALLS_LISTED)
      .map((line) => `${line.service} ${line.eventName} ×${line.count} in ${line.account} ${line.region}`),
    list: calls.slice(0, CALLS_LISTED).map(listed),
    ...(calls.length + moreCalls <= CALLS_LISTED
      ? {}
      : {
          all_calls: `the first ${CALLS_LISTED} are listed; countersign cases show ${item.id} --json has up to ${CALLS_KEPT.toLocaleString('en-US')}, the journal all`,
        }),
    further_calls:
      until === null ? null : `join this incident until it is resolved, at most until ${utcMinute(until)}`,
  };
}

function listed(call: CaseCall): JsonObject {
  return {
    at: call.eventTime === null ? null : new Date(call.eventTime).toISOString(),
    call: `${call.eventSource} ${call.eventName}`,
    resource: call.resource,
    error: call.errorCode,
    reasons: call.reasons.join('; '),
    eventID: call.eventID,
  };
}
