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
  archived: 'EntriesArchived',
  archiveLater: 'EntriesArchiveLater',
  archiveRefused: 'EntriesArchiveRefused',
  rulesDiffering: 'RulesDiffering',
  placesNotCompared: 'PlacesNotCompared',
} as const;
