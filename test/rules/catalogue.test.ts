import path from 'node:path';
import { networksIn } from '../../lambda/adapters/geoip/networks-in.ts';
import { REPOSITORY_NETWORKS } from '../../lambda/adapters/geoip/repository-file.ts';
import { readCasesFiles } from '../../lambda/adapters/rule-files/read-cases-files.ts';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import { firedBySequence } from '../../lambda/baseline/correlation/run-sequence.ts';
import { watchOf } from '../../lambda/baseline/correlation/watch.ts';
import { objectOf } from '../../lambda/cloudtrail/json.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import type { Reach } from '../../lambda/sigma/rule.ts';
import { passesCase } from '../../lambda/sigma/run-case.ts';

const FOLDER = path.resolve(__dirname, '../../rules');
const read = readRulesFolders([FOLDER]);
const { catalogue, problems } = compileCatalogue(read.documents, { levels: {} });
const casesRead = readCasesFiles(FOLDER);
const casesFiles = casesRead.ok ? casesRead.value : [];

/** Tactics of "MITRE ATT&CK Enterprise" as Sigma writes them. */
const TACTICS = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
];
const OWN_TAGS = ['identity', 'credential', 'policy', 'self'];
const KNOWN_TAG = new RegExp(
  `^(attack\\.(t\\d{4}(\\.\\d{3})?|${TACTICS.join('|')})|countersign\\.(${OWN_TAGS.join('|')}))$`,
);

/** Whether a reach names service and call in full. */
function namesCall({ eventSource, eventName }: Reach): boolean {
  return [eventSource, eventName].every((tests) => tests?.every(({ kind }) => kind === 'equals') === true);
}

/** Rules that say something by themselves, not only as parts of correlations. */
const speaking = catalogue.rules.filter(({ match }) => !catalogue.silent.has(match.ruleId));

/** Title, level and what else a match says, by rule id. */
const levelOf = (ruleId: string) => catalogue.rules.find((rule) => rule.match.ruleId === ruleId)?.match.level;

describe('the catalogue', () => {
  test('is read and compiled without any problem', () => {
    expect([...read.problems, ...problems]).toEqual([]);
    expect(catalogue.rules.length).toBeGreaterThan(300);
  });

  test('gives every rule an id, and no two the same', () => {
    const ids = read.documents.map((document) => objectOf(document.body)['id']);

    expect(ids.filter((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(id)))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names each rule by its path', () => {
    for (const { ruleId, file } of read.documents) {
      expect(path.relative(FOLDER, file)).toBe(`${ruleId.replace(/#\d+$/, '')}.yml`);
      expect(ruleId).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+(#\d+)?$/);
    }
  });

  test('says in every rule what it is, why it matters, and when it is wrong', () => {
    for (const { match, details } of catalogue.rules) {
      expect([match.ruleId, match.title.length > 0 && match.title.length <= 90]).toEqual([
        match.ruleId,
        true,
      ]);
      expect([match.ruleId, (details.description ?? '').length >= 30]).toEqual([match.ruleId, true]);
      const isPart = catalogue.silent.has(match.ruleId);
      expect([match.ruleId, isPart || details.falsePositives.length > 0]).toEqual([match.ruleId, true]);
      expect([match.ruleId, details.status]).toEqual([match.ruleId, 'stable']);
    }
  });

  test('titles no two rules alike', () => {
    const titles = catalogue.rules.map((rule) => rule.match.title);

    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('tags every rule with a tactic of ATT&CK, and with nothing unknown', () => {
    for (const { match } of catalogue.rules) {
      const unknown = match.tags.filter((tag) => !KNOWN_TAG.test(tag));
      const tactics = match.tags.filter((tag) => TACTICS.includes(tag.replace('attack.', '')));
      expect([match.ruleId, unknown, tactics.length > 0]).toEqual([match.ruleId, [], true]);
    }
  });

  test('names source and name in every rule, exactly, so that EventBridge delivers nothing else', () => {
    const inexact = speaking.filter(({ reach }) => reach.length === 0 || !reach.every(namesCall));

    expect(inexact.map(({ match }) => match.ruleId)).toEqual([
      // One identity, whatever it does; refusals; what services say by themselves.
      'decoys/used',
      'denied/call',
      'denied/quarantined',
      'findings/abuse',
      'findings/config-noncompliant',
      'findings/external-access',
      'findings/guardduty-high',
      'findings/guardduty-low',
      'findings/guardduty-medium',
      'findings/guardduty-sequence',
      'findings/insight',
      'findings/leaked-key',
      'findings/public-access',
      'findings/signin-anomaly',
      'root/access-key',
      'root/change',
      'root/look',
    ]);
  });

  test('leaves to the archive feed only what would need every reading of a secret', () => {
    const late = speaking.filter(({ details }) => details.feed === 'archive');

    expect(late.map(({ match }) => match.ruleId)).toEqual(['countersign/read-secret', 'decoys/read']);
  });

  test('gives every rule a technique of ATT&CK and a document to read on', () => {
    const bare = catalogue.rules.filter(
      ({ match, details }) =>
        !catalogue.silent.has(match.ruleId) &&
        (details.references.length === 0 || !match.tags.some((tag) => /^attack\.t\d{4}/.test(tag))),
    );

    expect(bare.map(({ match }) => match.ruleId)).toEqual([]);
  });

  test('has cases of both kinds beside every rule, and none without one', () => {
    expect(casesFiles.flatMap((file) => file.problems)).toEqual([]);
    const ids = read.documents.map(({ ruleId }) => ruleId.replace(/#\d+$/, ''));
    expect(casesFiles.map((file) => file.ruleId).sort()).toEqual([...new Set(ids)].sort());
    for (const { ruleId, cases, sequences } of casesFiles) {
      const kinds = new Set([...cases, ...sequences].map((one) => one.wanted));
      expect([ruleId, [...kinds].sort()]).toEqual([ruleId, ['match', 'no-match']]);
    }
  });

  // What a verified person's next calls may never inherit.
  test.each([
    ['iam/create-key-for-another', 'countersign.credential'],
    ['iam/put-user-policy', 'countersign.policy'],
    ['iam/create-user', 'countersign.identity'],
    ['countersign/tamper', 'countersign.self'],
    ['cloudtrail/stop', 'countersign.self'],
  ])('tags %s with %s', (ruleId, tag) => {
    expect(catalogue.rules.find((rule) => rule.match.ruleId === ruleId)?.match.tags).toContain(tag);
  });

  // To ask whoever made these would be to ask the suspect.
  test.each([
    'iam/remove-own-mfa',
    'iam/change-own-password',
    'iam/create-key-for-another',
    'iam/change-owner-tag',
    'organizations/change-owner-tag',
    'iam/rename-user-onto-person',
    'sso/change-user',
    'countersign/tamper',
  ])('asks nobody about %s but pages', (ruleId) => {
    expect(levelOf(ruleId)).toBe('high');
  });
});

const networks = networksIn(REPOSITORY_NETWORKS);
const watch = watchOf(catalogue, ['edge', 'archive']);

describe.each(casesFiles.filter(({ cases }) => cases.length > 0).map((file) => [file.ruleId, file] as const))(
  '%s',
  (ruleId, { cases }) => {
    const own = compileCatalogue(
      read.documents.filter((document) => document.ruleId === ruleId),
      { levels: {} },
    ).catalogue;

    test.each(cases.map((one) => [one.wanted, one.name, one] as const))('%s: %s', (_wanted, _name, one) => {
      expect(passesCase(own, one)).toBe(true);
    });
  },
);

describe.each(
  casesFiles.filter(({ sequences }) => sequences.length > 0).map((file) => [file.ruleId, file] as const),
)('%s', (ruleId, { sequences }) => {
  test.each(sequences.map((one) => [one.wanted, one.name, one] as const))('%s: %s', (_wanted, _name, one) => {
    expect(firedBySequence(watch, one, networks).has(ruleId)).toBe(one.wanted === 'match');
  });
});
