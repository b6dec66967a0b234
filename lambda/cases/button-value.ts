/** What a button carries: the case, and the revision of the message it stands in. */
export function buttonValue(caseId: string, revision: number): string {
  return `${caseId}.${revision}`;
}

export function parseButtonValue(
  value: string,
): { readonly caseId: string; readonly revision: number } | null {
  const match = /^([0-9a-f]{32}-\d{1,9})\.(\d{1,6})$/.exec(value);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { caseId: match[1], revision: Number(match[2]) };
}
