import { isObject, type Parsed, parseJson } from '../cloudtrail/json.ts';

/** What is handed to the investigate worker: an incident whose keys are to be looked into. */
export interface InvestigateMessage {
  readonly caseId: string;
}

export function writeInvestigateMessage(message: InvestigateMessage): string {
  return JSON.stringify(message);
}

export function readInvestigateMessage(body: string): Parsed<InvestigateMessage> {
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const caseId = isObject(parsed.value) ? parsed.value['caseId'] : undefined;
  return typeof caseId === 'string'
    ? { ok: true, value: { caseId } }
    : { ok: false, reason: 'names no case' };
}
