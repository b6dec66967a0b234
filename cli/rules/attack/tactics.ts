/** A column of the ATT&CK matrix. */
export interface Tactic {
  /** As Sigma's tags spell it. */
  readonly id: string;
  readonly name: string;
  /** By which the table of techniques names it. */
  readonly initials: string;
}

/** The tactics of ATT&CK for Enterprise 19, in the matrix's order. */
export const TACTICS: readonly Tactic[] = [
  { id: 'reconnaissance', name: 'Reconnaissance', initials: 'r' },
  { id: 'resource-development', name: 'Resource Development', initials: 'rd' },
  { id: 'initial-access', name: 'Initial Access', initials: 'ia' },
  { id: 'execution', name: 'Execution', initials: 'e' },
  { id: 'persistence', name: 'Persistence', initials: 'p' },
  { id: 'privilege-escalation', name: 'Privilege Escalation', initials: 'pe' },
  { id: 'stealth', name: 'Stealth', initials: 's' },
  { id: 'defense-impairment', name: 'Defense Impairment', initials: 'di' },
  { id: 'credential-access', name: 'Credential Access', initials: 'ca' },
  { id: 'discovery', name: 'Discovery', initials: 'd' },
  { id: 'lateral-movement', name: 'Lateral Movement', initials: 'lm' },
  { id: 'collection', name: 'Collection', initials: 'c' },
  { id: 'command-and-control', name: 'Command and Control', initials: 'cc' },
  { id: 'exfiltration', name: 'Exfiltration', initials: 'ex' },
  { id: 'impact', name: 'Impact', initials: 'i' },
];

/** Until ATT&CK 18 one tactic; 19 split it into Stealth and Defense Impairment. */
export const SPLIT_TACTIC = 'defense-evasion';
