import { parameter, textsBelow } from '../request-values.ts';
import type { Analyser, AnalyserTable, Exposure } from './analyser.ts';
import { underNames } from './analyser.ts';
import { addedRecipients, shareExposure } from './sharing.ts';

/** EBS snapshots and machine images: `add` and `remove` beside each other, or the older `operationType`. */
function attribute(publicly: Exposure): Analyser {
  return ({ parameters, ours }) => {
    if (parameter(parameters, 'operationtype') === 'remove') return [];
    return shareExposure(addedRecipients(parameters), publicly, ours);
  };
}

/** Only the attribute `restore` shares a database snapshot. */
const databaseSnapshot: Analyser = ({ parameters, ours }) => {
  const added = textsBelow(parameter(parameters, 'valuestoadd'));
  return parameter(parameters, 'attributename') === 'restore'
    ? shareExposure(added, 'public-snapshot', ours)
    : [];
};

const clusterSnapshot: Analyser = ({ parameters, ours }) =>
  shareExposure(textsBelow(parameter(parameters, 'accountwithrestoreaccess')), 'public-snapshot', ours);

export const SNAPSHOTS: AnalyserTable = {
  'ec2.amazonaws.com': {
    ModifySnapshotAttribute: attribute('public-snapshot'),
    ModifyImageAttribute: attribute('public-image'),
  },
  'rds.amazonaws.com': underNames(
    ['ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute'],
    databaseSnapshot,
  ),
  'redshift.amazonaws.com': { AuthorizeSnapshotAccess: clusterSnapshot },
};
