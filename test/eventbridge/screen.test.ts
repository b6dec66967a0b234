import fc from 'fast-check';
import { type JsonObject, objectOf } from '../../lambda/cloudtrail/json.ts';
import { skimRecords } from '../../lambda/cloudtrail/skim/skim-records.ts';
import { delivers } from '../../lambda/eventbridge/delivers.ts';
import { derivePatterns } from '../../lambda/eventbridge/derive-patterns.ts';
import { createEdge } from '../../lambda/eventbridge/edge.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { createScreen } from '../../lambda/eventbridge/screen.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import { callRecord, ruleText } from '../sigma/rule-arbitrary.ts';

function patternsOf(texts: readonly string[]) {
  const files = texts.map((text, index) => readRuleFile(`rule-${index}`, `rule-${index}.yml`, text));
  const documents = files.flatMap((file) => file.documents);
  const { rules } = compileCatalogue(documents, { levels: {} }).catalogue;
  return derivePatterns(rules.map(({ match, reach }) => ({ ruleId: match.ruleId, reach }))).patterns;
}

const rules = fc.array(ruleText, { minLength: 1, maxLength: 4 });
const records = fc.array(callRecord, { minLength: 1, maxLength: 8 });

describe('the edge', () => {
  test('delivers an event once for each rule whose pattern and state let it through', () => {
    fc.assert(
      fc.property(rules, records, (texts, calls) => {
        const patterns = patternsOf(texts);
        const edge = createEdge(patterns);
        for (const event of calls.map(eventOf)) {
          expect(edge.deliveries(event)).toBe(patterns.filter((rule) => delivers(rule, event)).length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the screen', () => {
  test('passes over no record that some rule wants', () => {
    fc.assert(
      fc.property(rules, records, (texts, calls) => {
        const edge = createEdge(patternsOf(texts));
        const screened = passedOver(createScreen(edge), calls);
        for (const record of screened) expect(edge.deliveries(eventOf(record))).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  const rule = JSON.stringify({
    title: 'A user',
    level: 'medium',
    logsource: { product: 'aws', service: 'cloudtrail' },
    detection: { a: { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' }, condition: 'a' },
  });
  const call = { eventSource: 'iam.amazonaws.com', eventName: 'ListUsers', eventType: 'AwsApiCall' };

  test.each<[string, JsonObject, number]>([
    ['another call', call, 1],
    ['the call itself', { ...call, eventName: 'CreateUser' }, 0],
    ['a record that names no call', { eventType: 'AwsCloudTrailInsight' }, 0],
    ['a message of a queue', { ...call, eventSource: 'aws:sqs', body: '{}' }, 0],
    ['a record that reads like an event', { ...call, 'detail-type': 'x', detail: { ...call } }, 0],
  ])('is sure about %s as far as that can be', (_, record, count) => {
    const screen = createScreen(createEdge(patternsOf([rule])));

    expect(passedOver(screen, [record])).toHaveLength(count);
  });
});

function passedOver(
  screen: ReturnType<typeof createScreen>,
  calls: readonly JsonObject[],
): readonly JsonObject[] {
  const found: JsonObject[] = [];
  skimRecords(Buffer.from(JSON.stringify({ Records: calls })), screen.fields, (record) => {
    if (!record.isOdd && screen.isUnwanted(record)) found.push(objectOf(JSON.parse(record.json())));
  });
  return found;
}
