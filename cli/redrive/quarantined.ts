import { objectOf, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import type { Quarantine, QuarantinedBody } from '../../lambda/ports/quarantine.ts';
import { ARCHIVE_QUARANTINE } from '../../lambda/workflows/ship.ts';

/** What is in the quarantine: messages that nobody could read, and entries that the archive refused. */
export interface Quarantined {
  readonly messages: readonly QuarantinedBody[];
  /** Ids of journal entries, with the archive's reason. */
  readonly entries: readonly { readonly id: string; readonly reason: string }[];
}

export async function quarantined(quarantine: Pick<Quarantine, 'list'>): Promise<Quarantined> {
  const messages: QuarantinedBody[] = [];
  const entries = new Map<string, { readonly id: string; readonly reason: string }>();
  for await (const body of quarantine.list()) {
    if (!body.id.startsWith(ARCHIVE_QUARANTINE)) {
      messages.push(body);
      continue;
    }
    const parsed = parseJson(body.body);
    const id = parsed.ok ? textOf(objectOf(parsed.value)['entry']) : null;
    if (id !== null) entries.set(id, { id, reason: body.reason });
  }
  return { messages, entries: [...entries.values()] };
}
