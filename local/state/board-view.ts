import { listOf, textOf } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Scene } from '../story/scene.ts';
import type { JournalTail } from './journal-tail.ts';
import { type RunState, readState } from './run-state.ts';

/** What plays on the page besides the pipeline's state. */
export interface Show {
  story(): Scene | null;
  progress(): { readonly done: number; readonly total: number } | null;
}

/** A page shows the beginning of a quarantined body. */
const BODY_SHOWN = 600;

/** `GET /api/board`: all that the page draws. */
export async function readBoard(pipeline: Pipeline, tail: JournalTail, show: Show) {
  const state = await readState(pipeline, tail);
  const { slack, duo, pagerduty } = pipeline.vendors;
  return {
    clock: { now: pipeline.clock.now(), virtual: pipeline.clock.virtual },
    story: show.story(),
    progress: show.progress(),
    state: {
      ...state,
      quarantine: state.quarantine.map(({ reason, body }) => ({ reason, body: body.slice(0, BODY_SHOWN) })),
    },
    recent: tail.recent().map(recentCall),
    users: usersOf(state),
    cases: state.cases.map(({ calls, ...view }) => ({ ...view, callCount: calls.length })),
    vendors: { slack: slack.mode(), duo: duo.mode(), pagerduty: pagerduty.mode() },
  };
}

function recentCall({ at, eventID, caseId, data }: JournalEntry) {
  const text = (name: string) => textOf(data[name]) ?? '';
  return {
    eventID: eventID ?? '',
    eventTime: typeof data['eventTime'] === 'number' ? data['eventTime'] : null,
    at,
    eventName: text('eventName'),
    eventSource: text('eventSource'),
    account: text('account'),
    region: text('region'),
    principal: text('principal'),
    severity: text('severity'),
    reason: textOf(listOf(data['reasons'])[0]) ?? '',
    rules: listOf(data['rules']),
    caseId: caseId ?? null,
  };
}

function usersOf(
  state: RunState,
): Readonly<Record<string, { readonly name: string; readonly email: string }>> {
  const users: Record<string, { name: string; email: string }> = {};
  for (const { user, person } of state.messages) {
    if (user !== null && person !== null) users[user] = { name: nameOf(person), email: person };
  }
  return users;
}

/** `ana.silva@example.com` → `Ana Silva` */
export function nameOf(email: string): string {
  const [local = ''] = email.split('@');
  const words = local.split(/[._-]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
