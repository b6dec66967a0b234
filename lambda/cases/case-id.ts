/**
 * A case's id is its group and its generation: `<group>-<generation>`, the generation in decimal without leading
 * zeros. The group may hold any character, also `-`: the last `-` separates.
 */
export interface CaseKey {
  readonly group: string;
  /** A whole number, 0 or more. */
  readonly generation: number;
}

const ID = /^(.+)-(0|[1-9][0-9]{0,14})$/su;

export function caseIdOf(group: string, generation: number): string {
  return `${group}-${generation}`;
}

const INCIDENT = 'countersign-';

/** What the pager knows the incident of a case by: the same for ever. */
export function incidentKeyOf(caseId: string): string {
  return `${INCIDENT}${caseId}`;
}

/** The case of an incident; null when the incident is none of ours. */
export function caseOfIncident(incidentKey: string): string | null {
  if (!incidentKey.startsWith(INCIDENT)) return null;
  const id = incidentKey.slice(INCIDENT.length);
  return parseCaseId(id) === null ? null : id;
}

/** Null when the text is not an id that `caseIdOf` makes. */
export function parseCaseId(id: string): CaseKey | null {
  const [, group, generation] = ID.exec(id) ?? [];
  return group === undefined || generation === undefined ? null : { group, generation: Number(generation) };
}
