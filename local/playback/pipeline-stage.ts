import { click, respond } from '../pipeline/people-act.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Stage } from './stage.ts';

/** The deployed functions between embedded servers and stand-ins. */
export function pipelineStage(pipeline: Pipeline): Stage {
  const { vendors } = pipeline;
  return {
    clock: pipeline.clock,
    pass: (count) => pipeline.busStore.add({ filtered: count }),
    enqueue: (body) => pipeline.enqueue(body),
    publish: async (events) => {
      await pipeline.bus.publish(events);
    },
    drain: async () => {
      await pipeline.drain();
    },
    nextDue: async () => (await pipeline.cases.due(Number.MAX_SAFE_INTEGER, 1))[0]?.dueAt ?? null,
    tick: () => vendors.duo.tick(),
    openQuestions: () =>
      vendors.slack
        .state()
        .messages.filter(({ buttons }) => buttons.length > 0)
        .map(({ id, user }) => ({ id, user })),
    waitingPushes: () =>
      vendors.duo
        .state()
        .pushes.filter(({ state }) => state === 'waiting')
        .map(({ txid }) => txid),
    click: async (messageId, answer, user) => {
      await click(pipeline, messageId, answer, user);
    },
    approve: async (push) => {
      await respond(pipeline, push, 'approve');
    },
  };
}
