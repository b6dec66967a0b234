import { renderConfigProblem } from '../../lambda/config/config-problem.ts';
import { parseConfig } from '../../lambda/config/parse-config.ts';

function problems(section: string): readonly string[] {
  const parsed = parseConfig(`workingHours: {${section}}`, 'c.yaml');
  return parsed.ok ? [] : parsed.problems.map(renderConfigProblem);
}

const RIGHT = 'timeZone: Europe/Berlin, from: "08:00", to: "19:00"';

describe('workingHours in countersign.yaml', () => {
  test('stand for Monday to Friday when no days are named', () => {
    const parsed = parseConfig(`workingHours: {${RIGHT}}`, 'c.yaml');

    expect(parsed.ok && parsed.config.workingHours).toEqual({
      timeZone: 'Europe/Berlin',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: 480,
      to: 1140,
      people: {},
    });
  });

  test('may end with the day', () => {
    expect(problems('timeZone: UTC, from: "00:00", to: "24:00"')).toEqual([]);
  });

  test.each([
    ['timeZone: Europe/Berln, from: "08:00", to: "19:00"', 'did you mean Europe/Berlin?'],
    ['timeZone: "+01:00", from: "08:00", to: "19:00"', 'a time zone, such as Europe/Berlin'],
    ['timeZone: UTC, from: "8", to: "19:00"', 'from "00:00" to "24:00"'],
    ['timeZone: UTC, from: "08:00", to: "24:01"', 'from "00:00" to "24:00"'],
    ['timeZone: UTC, from: "08:60", to: "19:00"', 'from "00:00" to "24:00"'],
    [`${RIGHT}, days: [monday]`, 'one of mon, tue, wed, thu, fri, sat, sun'],
    [`${RIGHT}, days: []`, 'at least one day'],
    [`${RIGHT}, people: {ada: {from: "09:00"}}`, 'an e-mail address'],
    [`${RIGHT}, people: {ada@example.com: {zone: UTC}}`, 'unknown key'],
    ['from: "08:00", to: "19:00"', 'timeZone: missing'],
    [`timeZone: UTC, from: "08:00", to: "08:00"`, 'expected another time than from'],
  ])('%s is refused: %s', (section, expected) => {
    expect(problems(section).join()).toContain(expected);
  });
});
