import { isTrue, parameter } from '../request-values.ts';
import type { Analyser, AnalyserTable } from './analyser.ts';
import { underNames } from './analyser.ts';

const publiclyAccessible: Analyser = ({ parameters }) =>
  isTrue(parameter(parameters, 'publiclyaccessible')) ? ['public-database'] : [];

export const DATABASES: AnalyserTable = {
  'rds.amazonaws.com': underNames(
    [
      'CreateDBInstance',
      'CreateDBInstanceReadReplica',
      'CreateDBCluster',
      'ModifyDBInstance',
      'ModifyDBCluster',
      'RestoreDBInstanceFromDBSnapshot',
      'RestoreDBInstanceToPointInTime',
      'RestoreDBInstanceFromS3',
      'RestoreDBClusterFromSnapshot',
      'RestoreDBClusterToPointInTime',
    ],
    publiclyAccessible,
  ),
  'redshift-serverless.amazonaws.com': underNames(['CreateWorkgroup', 'UpdateWorkgroup'], publiclyAccessible),
  'redshift.amazonaws.com': underNames(
    ['CreateCluster', 'ModifyCluster', 'RestoreFromClusterSnapshot'],
    publiclyAccessible,
  ),
};
