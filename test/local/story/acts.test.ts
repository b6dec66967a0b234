import { classifyRecord } from '../../../cli/classify/classify-record.ts';
import { loadPolicy } from '../../../cli/classify/load-policy.ts';
import { ACTS, type Act } from '../../../local/story/acts.ts';

const NOW = Date.UTC(2026, 0, 5, 9, 30);

/** How many of the act's calls the built-in rules log, ask about and alert. */
function decided(act: Act | undefined) {
  const loaded = loadPolicy({ rules: null, config: null });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const { policy } = loaded;
  const severities = (act?.calls?.(NOW) ?? []).map(
    (record) => classifyRecord(record, policy, NOW).decision.severity,
  );
  const count = (severity: string) => severities.filter((each) => each === severity).length;
  return { log: count('log'), notify: count('notify'), alert: count('alert') };
}

function actWith(words: RegExp): Act | undefined {
  return ACTS.find(({ caption }) => words.test(caption));
}

test('an ordinary morning needs nobody', () => {
  expect(decided(actWith(/ordinary morning/))).toEqual({ log: 4, notify: 0, alert: 0 });
});

test('the Terraform run is as many calls as its caption says, as many of them sensitive', () => {
  const act = actWith(/Terraform/);
  const [calls, sensitive] = (act?.caption.match(/\d+/g) ?? []).map(Number);
  const { log, notify, alert } = decided(act);

  expect({ calls: log + notify, sensitive: notify, alert }).toEqual({ calls, sensitive, alert: 0 });
});

test('SSH open to the Internet alerts', () => {
  expect(decided(actWith(/opens SSH/))).toEqual({ log: 0, notify: 0, alert: 1 });
});

test('the stolen session is asked about, not paged at once', () => {
  expect(decided(actWith(/Chris’s session/))).toEqual({ log: 1, notify: 2, alert: 0 });
});

test('the story takes about two minutes, and whoever is asked is told what to press', () => {
  const seconds = ACTS.reduce((sum, act) => sum + act.seconds, 0);
  expect(seconds).toBeGreaterThan(90);
  expect(seconds).toBeLessThan(150);
  for (const act of ACTS.filter(({ deed }) => deed !== undefined))
    expect(act.caption).toMatch(/Press|Approve/);
});
