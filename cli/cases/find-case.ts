import type { Case } from '../../lambda/cases/case.ts';
import type { Parsed } from '../../lambda/cloudtrail/json.ts';
import type { CaseStore } from '../../lambda/ports/case-store.ts';
import { shortId } from './render-list.ts';

/** The case of an id, whole or as the list shows it. */
export async function findCase(cases: CaseStore, id: string): Promise<Parsed<Case>> {
  const whole = await cases.get(id);
  if (whole !== null) return { ok: true, value: whole };
  const found: Case[] = [];
  for await (const item of cases.list('newest first')) {
    if (shortId(item.id) === id) found.push(item);
  }
  const [only] = found;
  if (only === undefined)
    return { ok: false, reason: `no case "${id}"; countersign cases list shows their ids` };
  if (found.length === 1) return { ok: true, value: only };
  return { ok: false, reason: `"${id}" is short for several: ${found.map((item) => item.id).join(', ')}` };
}
