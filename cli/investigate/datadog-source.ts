import { type AuditApi, searchAudit } from '../../lambda/adapters/datadog/audit-events.ts';
import type { Action } from '../../lambda/investigate/action.ts';
import { actionOfAudit } from '../../lambda/investigate/action-of-audit.ts';
import type { ActionSource, SourceIo } from '../../lambda/ports/action-source.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';

/** Datadog's Audit Trail: what was done with an API key, and who made it. */
export function datadogSource(api: AuditApi, io: SourceIo & { readonly now: () => number }): ActionSource {
  return {
    async search(subjects, { since, until }, tell) {
      const now = io.now();
      for (const { kind, key } of subjects) {
        if (kind !== 'datadog-key') continue;
        let events = 0;
        const search = async (query: string, from: number, involvement: 'made' | 'issued'): Promise<void> => {
          const end = await searchAudit(api, query, { since: from, until: until ?? now }, (event) => {
            events++;
            io.progress(`${events.toLocaleString('en')} events`);
            const action: Action = actionOfAudit(event);
            tell({ key, involvement, action });
          });
          if (end.kind === 'complete') return;
          if (events === 0) throw new SourceFailure(end.reason);
          io.complain(`stopped after ${end.pages} pages, what follows is not in the report: ${end.reason}`);
        };
        await search(`@metadata.api_key.id:${key}`, since ?? 0, 'made');
        await search(`@asset.type:api_key @asset.id:${key} @action:created`, 0, 'issued');
      }
    },
  };
}
