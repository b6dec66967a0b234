import { exposures } from '../sample-call.ts';

describe('fact.exposure of databases', () => {
  test.each([
    ['rds', 'CreateDBInstance', true],
    ['rds', 'ModifyDBInstance', 'true'],
    ['rds', 'RestoreDBInstanceFromDBSnapshot', true],
    ['redshift', 'CreateCluster', true],
    ['redshift-serverless', 'UpdateWorkgroup', true],
  ])('%s %s with a public address is public-database', (service, eventName, publiclyAccessible) => {
    expect(exposures(service, eventName, { publiclyAccessible })).toEqual(['public-database']);
  });

  test.each([[{ publiclyAccessible: false }], [{ publiclyAccessible: 'false' }], [{}]])(
    '%p is nothing',
    (parameters) => {
      expect(exposures('rds', 'CreateDBInstance', parameters)).toEqual([]);
    },
  );
});
