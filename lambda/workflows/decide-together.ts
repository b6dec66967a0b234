import { cleanText } from '../cases/words/clean-text.ts';
import { type DecisionContext, decideStory } from '../decide/decide-call.ts';
import type { Story } from '../decide/decision.ts';
import { factsOf } from '../facts/facts.ts';
import type { Ancestry } from '../people/descent.ts';
import { correlateCalls, type FiredCall } from './correlate-calls.ts';
import type { DrainPorts } from './drain-ports.ts';
import type { RoutedCall } from './route-calls.ts';

/** Decides anew about the calls with which a correlation came to hold. */
export async function decideTogether(
  { correlations, config, networks }: Pick<DrainPorts, 'correlations' | 'config' | 'networks'>,
  decided: readonly RoutedCall[],
  now: number,
  ancestry: Ancestry,
): Promise<readonly RoutedCall[]> {
  if (correlations === undefined) return decided;
  const watched = decided
    .filter(({ call }) => correlations.watch.concerns(call.record))
    .map(({ call }) => ({ call, facts: factsOf(call, { config, now, networks, ancestry }) }));
  if (watched.length === 0) return decided;
  const fired = Map.groupBy(await correlateCalls(correlations, watched, now), ({ call }) => call.call);
  const context = { config, now, age: 'by-time', ancestry } as const;
  return decided.map((routed) => {
    const stories = fired.get(routed.call);
    return stories === undefined ? routed : decideStories(routed, stories, context);
  });
}

/** Decides about a call with which correlations came to hold. */
export function decideStories(
  routed: RoutedCall,
  fired: readonly FiredCall[],
  context: DecisionContext,
): RoutedCall {
  return { ...routed, decision: decideStory(routed.call, routed.decision, fired.map(storyOf), context) };
}

const TOLD = 4;
const GROUP_LENGTH = 90;

function storyOf({ correlation, key, group, firing }: FiredCall): Story {
  const { ruleId, details, timespanMs } = correlation;
  const who = group.length === 0 ? '' : ` of ${cleanText(group.join(', '), GROUP_LENGTH)}`;
  const calls = `${firing.calls} call${firing.calls === 1 ? '' : 's'}${who}`;
  const told = firing.told.slice(-TOLD).map(({ at, words }) => `${timeOfDay(at)} ${words}`);
  return {
    match: { ruleId, title: details.title, level: details.level, tags: details.tags },
    key,
    timespanMs,
    reasons: [`${calls}, ${span(firing)}`, ...told],
  };
}

/** `2026-11-20 10:00:00Z to 10:05:00Z` */
function span({ firstAt, at }: FiredCall['firing']): string {
  const [from, to] = [dayOf(firstAt), dayOf(at)];
  return `${from} ${timeOfDay(firstAt)} to ${from === to ? '' : `${to} `}${timeOfDay(at)}`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function timeOfDay(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)}Z`;
}
