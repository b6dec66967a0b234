import { Template } from 'aws-cdk-lib/assertions';
import { deployable } from '../../lib/deployable.ts';
import { ARCHIVE, CONFIG, resourcesOf, securityStackOf, statementsOf } from './deployment.ts';

function templateOf(archive: typeof ARCHIVE | null) {
  return Template.fromStack(securityStackOf({ ...CONFIG, archive }));
}

describe('shipping, as it is deployed', () => {
  const template = templateOf(ARCHIVE);
  const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
  const statements = resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ id }) => id.startsWith('ShipRole'))
    .flatMap(({ properties }) => statementsOf(properties.PolicyDocument));

  test('is not there without an archive', () => {
    const ids = [
      ...resourcesOf(templateOf(null), 'AWS::Lambda::Function'),
      ...resourcesOf(templateOf(null), 'AWS::SQS::Queue'),
    ];

    expect(ids.filter(({ id }) => id.startsWith('Ship'))).toEqual([]);
  });

  test('reads what was written from the stream, and gives up on no batch within the day that it is kept', () => {
    const stream = mappings.find(({ id }) => id.startsWith('ShipStream'))?.properties;

    expect(stream).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
    });
    expect(stream?.MaximumRecordAgeInSeconds).toBeUndefined();
    expect(stream?.DestinationConfig).toBeDefined();
  });

  test('what waits for the cluster is tried for as long as a queue keeps it', () => {
    const later = resourcesOf(template, 'AWS::SQS::Queue').find(({ id }) =>
      id.startsWith('ShipLater'),
    )?.properties;

    expect(later?.MessageRetentionPeriod).toBe(14 * 86_400);
    expect(later?.VisibilityTimeout * later?.RedrivePolicy.maxReceiveCount).toBeGreaterThan(13 * 86_400);
  });

  test('its role may write one domain, and of the journal only find what it is told', () => {
    const actions = (on: string) =>
      statements
        .filter(({ resources }) => JSON.stringify(resources).includes(on))
        .flatMap((statement) => statement.actions);

    expect(actions('domain/logs')).toEqual(['es:ESHttpPost']);
    expect(
      actions('JournalTable').filter((action) => /Put|Write|Update|Delete|Query|Scan/.test(action)),
    ).toEqual([]);
    expect(actions('Secret')).toEqual([]);
  });

  test('a user or an API key is a secret to be filled in, which only this role may read', () => {
    const other = templateOf({ ...ARCHIVE, access: 'api-key', domain: null });
    const [secret] = resourcesOf(other, 'AWS::SecretsManager::Secret').filter(
      ({ properties }) => properties.Name === 'countersign/archive',
    );

    expect(secret?.properties.SecretString).toBe('{"apiKey":"REPLACE_ME"}');
  });

  test('a signed archive without its domain is not deployed', () => {
    expect(deployable({ ...CONFIG, archive: { ...ARCHIVE, domain: null } })).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('archive.domain: missing')],
    });
  });
});
