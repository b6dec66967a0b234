import type { Alert, Cause, Question } from '../case.ts';
import { PUSH_ALLOWANCE } from '../push-allowance.ts';
import { cleanText } from './clean-text.ts';
import { duration } from './times.ts';

const DETAIL_LIMIT = 300;

/**
 * Why a page was sent, for the on-call: which step of the verification failed.
 *
 * @param show how the place shows text that is not ours: an address may come from a session's name, the detail from a
 * vendor
 */
export function causeInWords(question: Question, show = (text: string) => text): string {
  const who = show(question.person.email);
  const detail =
    question.causeDetail === null ? '' : ` (${show(cleanText(question.causeDetail, DETAIL_LIMIT))})`;
  switch (question.cause) {
    case 'no':
      return `${who} says it was not them`;
    case 'wrong-person':
      return `${who} says they are the wrong person to ask`;
    case 'silence':
      return `${who} did not answer in time`;
    case 'push-denied':
      return `${who} pressed Yes in Slack, but the Duo push was denied`;
    case 'push-fraud':
      return `the Duo push was reported as fraud: somebody pressed Yes in Slack as ${who}`;
    case 'push-timeout':
      return `${who} pressed Yes in Slack, but never approved the Duo push`;
    case 'push-limit':
      return `${who} pressed Yes in Slack, but no push was sent: ${PUSH_ALLOWANCE.pushes} within ${duration(PUSH_ALLOWANCE.withinMs)} are the most anybody gets, so that nobody is worn down into approving`;
    case 'no-second-factor':
      return `${who} pressed Yes in Slack, but has no usable second factor${detail}`;
    case 'second-factor-unreachable':
      return `${who} pressed Yes in Slack, but Duo could not be reached${detail}`;
    case 'unreachable':
      return `${who} could not be asked: Slack did not deliver the question${detail}`;
    case 'not-me':
      return `${who} confirmed the first calls, then said that later ones like them were not theirs`;
    case null:
      return `${who} was asked`;
  }
}

/** Short name of the failed step, for titles and for machines that sort pages. */
export function causeLabel(cause: Cause): string {
  const labels: Readonly<Record<Cause, string>> = {
    no: 'answered no',
    'wrong-person': 'wrong person',
    silence: 'no answer',
    'push-denied': 'push denied',
    'push-fraud': 'push reported as fraud',
    'push-timeout': 'push timed out',
    'push-limit': 'too many pushes',
    'no-second-factor': 'no usable second factor',
    'second-factor-unreachable': 'Duo unreachable',
    unreachable: 'Slack unreachable',
    'not-me': 'disowned after confirming',
  };
  return labels[cause];
}

/** Why nobody was asked before this page. */
export function alertInWords(alert: Alert): string {
  switch (alert.because) {
    case 'severity':
      return 'this should rarely or never happen: nobody is asked first';
    case 'forgery':
      return 'a message claims to come from an account that did not send it';
    case 'nobody-to-ask':
      return 'no person or owner is known for this principal';
    case 'too-late':
      return 'the calls arrived too late to ask about them';
  }
}
