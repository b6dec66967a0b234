import { existsSync } from 'node:fs';
import path from 'node:path';
import { readCasesFiles } from '../../lambda/adapters/rule-files/read-cases-files.ts';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import { delivers } from '../../lambda/eventbridge/delivers.ts';
import { derivePatterns } from '../../lambda/eventbridge/derive-patterns.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { MAX_PATTERN_CHARACTERS, MAX_RULES_PER_BUS_SMALL_REGIONS } from '../../lambda/eventbridge/limits.ts';
import { parsePattern } from '../../lambda/eventbridge/parse-pattern.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import type { Reach } from '../../lambda/sigma/rule.ts';

const FOLDER = path.resolve(__dirname, '../../rules');

interface NamedCall {
  readonly eventSource: string;
  readonly eventName: string;
}

/** The calls that a reach names in full. */
function namedCalls({ eventSource, eventName }: Reach): readonly NamedCall[] {
  const exact = (tests: Reach['eventName']) => tests?.filter(({ kind }) => kind === 'equals') ?? [];
  const sources = eventSource === null ? [{ value: 'example.amazonaws.com' }] : exact(eventSource);
  return exact(eventName).flatMap((name) =>
    sources.map((source) => ({ eventSource: source.value, eventName: name.value })),
  );
}

describe('the EventBridge rules of the catalogue', () => {
  const { documents } = existsSync(FOLDER) ? readRulesFolders([FOLDER]) : { documents: [] };
  const { catalogue } = compileCatalogue(documents, { levels: {} });
  const rules = catalogue.rules.map(({ match, reach, details }) => ({
    ruleId: match.ruleId,
    reach,
    feed: details.feed,
  }));
  const edge = rules.filter(({ feed }) => feed === 'edge');
  const { patterns, undeliverable } = derivePatterns(rules);

  test('are accepted by EventBridge', () => {
    expect(patterns.length).toBeGreaterThan(5);
    expect(patterns.filter(({ pattern }) => !parsePattern(pattern).ok).map(({ name }) => name)).toEqual([]);
    expect(patterns.filter(({ pattern }) => JSON.stringify(pattern).length > MAX_PATTERN_CHARACTERS)).toEqual(
      [],
    );
  });

  test('fit into a small region', () => {
    expect(patterns.length).toBeLessThan(MAX_RULES_PER_BUS_SMALL_REGIONS);
  });

  test('deliver every call that a rule names and demands nothing else of, once', () => {
    const undemanding = edge.flatMap(({ reach }) => reach.filter(({ demands }) => demands.length === 0));
    const calls = undemanding.flatMap(namedCalls);
    const wrong = calls.flatMap((call) => {
      const event = eventOf({ ...call, eventType: 'AwsApiCall', managementEvent: true });
      const by = patterns.filter((pattern) => delivers(pattern, event)).map(({ name }) => name);
      return by.length === 1 ? [] : [`${call.eventSource} ${call.eventName}: ${by.join(', ')}`];
    });

    expect(calls.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  test('deliver every call of the cases that a rule must match', () => {
    const read = readCasesFiles(FOLDER);
    const edgeIds = new Set(edge.map(({ ruleId }) => ruleId));
    const cases = (read.ok ? read.value : [])
      .filter(({ ruleId }) => edgeIds.has(ruleId))
      .flatMap((file) => file.cases);
    const calls = cases.filter(
      ({ wanted, record }) => wanted === 'match' && record['eventType'] !== 'AwsFinding',
    );
    const missed = calls.filter(
      ({ record }) => !patterns.some((pattern) => delivers(pattern, eventOf(record))),
    );

    expect(calls.length).toBeGreaterThan(100);
    expect(missed.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });

  test('deliver all that the rules are about', () => {
    expect(undeliverable.map(({ ruleId, because }) => `${ruleId}: ${because}`)).toEqual([]);
  });
});
