import fc from 'fast-check';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { delivers } from '../../lambda/eventbridge/delivers.ts';
import { derivePatterns } from '../../lambda/eventbridge/derive-patterns.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { parsePattern } from '../../lambda/eventbridge/parse-pattern.ts';
import { factsOf } from '../../lambda/facts/facts.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import { callRecord, ruleText } from '../sigma/rule-arbitrary.ts';

function catalogueOf(texts: readonly string[]) {
  const files = texts.map((text, index) => readRuleFile(`rule-${index}`, `rule-${index}.yml`, text));
  return compileCatalogue(
    files.flatMap(({ documents }) => documents),
    { levels: {} },
  ).catalogue;
}

/** As many rules again, fifteen times over, about calls that nobody makes. */
function withOtherRules(texts: readonly string[]): readonly string[] {
  const others = Array.from({ length: 15 * texts.length }, (_, index) =>
    JSON.stringify({
      title: 'Another rule',
      level: 'low',
      logsource: { product: 'aws' },
      detection: {
        a: { eventSource: 'other.amazonaws.com', eventName: [`Create${index}`, `Delete*${index}`] },
        condition: 'a',
      },
    }),
  );
  return [...texts, ...others];
}

function factsFor(record: JsonObject) {
  return factsOf(parseCall(record), { config: DEFAULT_CONFIG, now: 0 });
}

describe('rules as their authors write them', () => {
  test('are usable', () => {
    fc.assert(fc.property(ruleText, (text) => expect(catalogueOf([text]).rules).toHaveLength(1)));
  });

  test('match no call that a derived pattern does not deliver, unless they are reported', () => {
    fc.assert(
      fc.property(
        fc.array(ruleText, { minLength: 1, maxLength: 4 }),
        fc.array(callRecord, { minLength: 1, maxLength: 8 }),
        (texts, records) => {
          const { rules } = catalogueOf(texts);
          const { patterns, undeliverable } = derivePatterns(
            rules.map(({ match, reach, details }) => ({ ruleId: match.ruleId, reach, feed: details.feed })),
          );
          expect(patterns.filter(({ pattern }) => !parsePattern(pattern).ok)).toEqual([]);
          const reported = new Set(undeliverable.map(({ ruleId }) => ruleId));
          for (const record of records) {
            const event = eventOf(record);
            const matching = rules.filter(
              (rule) => !reported.has(rule.match.ruleId) && rule.matches(record, factsFor(record)),
            );
            for (const { match } of matching) {
              const by = patterns.filter(
                ({ ruleIds, ...pattern }) => ruleIds.includes(match.ruleId) && delivers(pattern, event),
              );
              expect([match.ruleId, by.length > 0]).toEqual([match.ruleId, true]);
            }
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test('match alike with the index and without, and with sixteen times as many rules', () => {
    fc.assert(
      fc.property(
        fc.array(ruleText, { minLength: 1, maxLength: 4 }),
        fc.array(callRecord, { minLength: 1, maxLength: 6 }),
        (texts, records) => {
          const catalogue = catalogueOf(texts);
          const more = catalogueOf(withOtherRules(texts));
          for (const record of records) {
            const facts = factsFor(record);
            const all = catalogue.rules
              .filter((rule) => rule.matches(record, facts))
              .map(({ match }) => match);
            expect(catalogue.match(record, facts)).toEqual(all);
            expect(more.match(record, facts)).toEqual(all);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
