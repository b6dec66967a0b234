/** Names of our metrics, shared by the workflows, the alarms and the dashboard. */
export const METRIC = {
  logged: 'CallsLogged',
  notified: 'CallsNotified',
  alerted: 'CallsAlerted',
  duplicate: 'CallsDuplicate',
  quarantined: 'MessagesQuarantined',
  drainErrors: 'DrainErrors',
  canariesSent: 'CanariesSent',
  canariesSilent: 'CanariesSilent',
  canariesUnsent: 'CanariesUnsent',
  rulesDiffering: 'RulesDiffering',
  placesNotCompared: 'PlacesNotCompared',
} as const;

/** Those of a deployment that ships its journal. */
export const ARCHIVE_METRIC = {
  added: 'EntriesArchived',
  later: 'EntriesArchiveLater',
  refused: 'EntriesArchiveRefused',
} as const;

/** Those of a deployment that reads the trail's files. */
export const SCAN_METRIC = {
  records: 'RecordsScanned',
  reconciled: 'CallsReconciled',
} as const;
