import { setTimeout as sleep } from 'node:timers/promises';
import { toEvent } from '../bus/event-bus.ts';
import { click, respond } from '../pipeline/people-act.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { ACTS, type Act, STORY_TITLE } from './acts.ts';
import type { Scene } from './scene.ts';

export interface Story {
  scene(): Scene | null;
  /** Resolves when the last act has begun, or the story was stopped. */
  readonly told: Promise<void>;
  stop(): void;
}

const LOOK_MS = 250;

/** Plays the built-in story: whoever watches may answer; otherwise the story's own people do. */
export function playStory(pipeline: Pipeline, onScene: (scene: Scene) => Promise<void>): Story {
  const stop = new AbortController();
  let scene: Scene | null = null;
  const tell = async (): Promise<void> => {
    for (const [index, act] of ACTS.entries()) {
      if (stop.signal.aborted) return;
      scene = sceneOf(act, index);
      await onScene(scene);
      if (act.calls !== undefined) {
        await pipeline.bus.publish(
          act
            .calls(pipeline.clock.now())
            .map(toEvent)
            .filter((event) => event !== null),
        );
        await pipeline.drain();
      }
      await waitFor(pipeline, act, stop.signal);
    }
  };
  return { scene: () => scene, told: tell(), stop: () => stop.abort() };
}

function sceneOf(act: Act, index: number): Scene {
  const { caption, hint } = act;
  return {
    title: STORY_TITLE,
    caption,
    hint,
    step: index + 1,
    of: ACTS.length,
    finished: index === ACTS.length - 1,
  };
}

/** Until the act's time is over, or its person has acted, by the page or by themselves. */
async function waitFor(pipeline: Pipeline, act: Act, signal: AbortSignal): Promise<void> {
  const until = performance.now() + act.seconds * 1_000;
  while (performance.now() < until && !signal.aborted) {
    if (act.deed !== undefined && !isOpen(pipeline, act.deed)) return;
    await sleep(LOOK_MS);
  }
  if (act.deed !== undefined && !signal.aborted) await actFor(pipeline, act.deed);
}

type Deed = NonNullable<Act['deed']>;

function isOpen(pipeline: Pipeline, { person, does }: Deed): boolean {
  return does === 'approve'
    ? pipeline.vendors.duo.state().pushes.some((push) => push.person === person && push.state === 'waiting')
    : openMessage(pipeline, person) !== undefined;
}

async function actFor(pipeline: Pipeline, { person, does }: Deed): Promise<void> {
  if (does === 'approve') {
    const waiting = pipeline.vendors.duo
      .state()
      .pushes.find((push) => push.person === person && push.state === 'waiting');
    if (waiting !== undefined) await respond(pipeline, waiting.txid, 'approve');
    return;
  }
  const message = openMessage(pipeline, person);
  if (message?.user) await click(pipeline, message.id, does, message.user);
}

function openMessage(pipeline: Pipeline, person: string) {
  return pipeline.vendors.slack
    .state()
    .messages.findLast((message) => message.person === person && message.buttons.length > 0);
}
