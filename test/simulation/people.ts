import type { PushStatus } from '../../lambda/ports/second-factor.ts';
import { userOf } from './calls.ts';
import { between, chanceFor, weighted } from './chance.ts';
import type { Pressed, Shown } from './history.ts';
import { PEOPLE, type Plan } from './plan.ts';
import type { Scheduler } from './scheduler.ts';
import type { SlackView } from './slack-view.ts';
import type { Stage } from './stage.ts';
import type { Timeline } from './timeline.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

type Habit =
  | 'yes'
  | 'no'
  | 'wrong-person'
  | 'nothing'
  | 'late'
  | 'twice'
  | 'changes-mind'
  | 'old-version'
  | 'stranger-first';

/** What people do with the questions they see: as they should, and otherwise. */
const HABITS: Readonly<Record<Habit, number>> = {
  yes: 8,
  no: 2,
  'wrong-person': 1,
  nothing: 2,
  late: 2,
  twice: 2,
  'changes-mind': 1,
  'old-version': 4,
  'stranger-first': 3,
};

export interface People {
  /** A question appeared in Slack. */
  see(question: Shown): void;
  /** A push appeared on a phone. */
  feel(txid: string): void;
  pressed(): readonly Pressed[];
  /** Whether somebody is still about to do something. */
  isBusy(): boolean;
}

export interface PeopleSettings {
  readonly plan: Plan;
  readonly scheduler: Scheduler;
  readonly timeline: Timeline;
  readonly view: SlackView;
  readonly secondFactor: Stage['secondFactor'];
  /** Slack tells our endpoint; false when the person sees that it did not work. */
  readonly deliver: (press: Pressed, value: string) => Promise<boolean>;
}

export function createPeople(settings: PeopleSettings): People {
  const { plan, scheduler, timeline, view, secondFactor, deliver } = settings;
  const pressed: Pressed[] = [];
  let intentions = 0;
  let questions = 0;
  let pushes = 0;

  const later = (ms: number, act: () => Promise<void> | void) => {
    intentions++;
    scheduler.at(scheduler.now() + ms, () => {
      void Promise.resolve(act()).finally(() => intentions--);
    });
  };

  const press = async (
    user: string,
    action: Pressed['action'],
    on: Shown | null,
    tries = 3,
  ): Promise<void> => {
    if (on?.value == null) return;
    const made: Pressed = { at: scheduler.now(), user, action, on };
    pressed.push(made);
    timeline.note(user, `presses ${action} on message ${on.ts} as it showed ${[...on.names].join(' ')}`);
    if ((await deliver(made, on.value)) || tries === 0) return;
    later(15 * SECOND_MS, () => press(user, action, view.current(on.ts), tries - 1));
  };

  return {
    pressed: () => pressed,
    isBusy: () => intentions > 0,
    see: (question) => {
      const random = chanceFor(plan.seed, 'question', ++questions);
      const { user, ts } = question;
      const soon = between(random, 2, 90) * SECOND_MS;
      const now = (action: Pressed['action'], who = user) => press(who, action, view.current(ts));
      switch (weighted(random, HABITS)) {
        case 'yes':
          return later(soon, () => now('yes'));
        case 'no':
          return later(soon, () => now('no'));
        case 'wrong-person':
          return later(soon, () => now('wrong-person'));
        case 'nothing':
          return;
        case 'late':
          return later(between(random, 13, 40) * MINUTE_MS, () => press(user, 'yes', question));
        case 'twice':
          later(soon, () => now('yes'));
          return later(soon + between(random, 50, 3_000), () => press(user, 'yes', question));
        case 'changes-mind':
          later(soon, () => now('yes'));
          return later(soon + between(random, 50, 10_000), () => press(user, 'no', question));
        case 'old-version':
          return later(between(random, 10, 600) * SECOND_MS, () => press(user, 'yes', question));
        case 'stranger-first': {
          const stranger = PEOPLE.map(userOf).find((each) => each !== user) ?? '';
          const action = random() < 0.5 ? 'yes' : 'no';
          later(soon, () => now(action, stranger));
          if (random() < 0.5) later(soon + between(random, 50, 60_000), () => now('yes'));
          return;
        }
      }
    },
    feel: (txid) => {
      const random = chanceFor(plan.seed, 'push', ++pushes);
      const kind = weighted(random, { approved: 8, denied: 1, fraud: 1, nothing: 2, unusable: 1 });
      if (kind === 'nothing') return;
      const status: PushStatus =
        kind === 'unusable' ? { kind, reason: 'the phone was locked out' } : { kind };
      later(between(random, 2, 70) * SECOND_MS, () => {
        const isTaken = secondFactor.respond(txid, status);
        timeline.note('duo', `${txid} is answered ${kind}${isTaken ? '' : ', too late'}`);
      });
    },
  };
}
