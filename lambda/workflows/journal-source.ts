import { actionOfEntry } from '../investigate/action-of-entry.ts';
import { roleNameOf } from '../investigate/containment.ts';
import { isWithin } from '../investigate/sift.ts';
import type { Subject } from '../investigate/subject.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { ActionSource, SourceIo } from '../ports/action-source.ts';
import type { Journal } from '../ports/journal.ts';

/**
 * Our own journal: the calls that rules asked for, as soon as they were decided. Those of an access key have an index;
 * for a principal all entries of the period are read.
 *
 * @param most calls of one key that are read, the newest; null: all
 */
export function journalSource(
  journal: Pick<Journal, 'read' | 'ofCredential'>,
  most: number | null,
  { networks, complain, progress }: SourceIo,
): ActionSource {
  return {
    async search(subjects, period, tell) {
      for (const subject of subjects) {
        // An entry is written after its call: later ones may tell of the period too.
        const entries = entriesOf(journal, subject, period.since ?? 0);
        let read = 0;
        for await (const entry of entries) {
          const action = actionOfEntry(entry, networks);
          if (action === null || !isWithin(action.at, period)) continue;
          if (subject.kind === 'principal' && !isOf(subject.key, action.principal)) continue;
          read++;
          if (most !== null && read > most) {
            complain(`the journal has more than the newest ${most} calls of ${subject.key}`);
            break;
          }
          tell({ key: subject.key, involvement: 'made', action });
          progress(`${read.toLocaleString('en')} entries`);
        }
      }
    },
  };
}

function entriesOf(
  journal: Pick<Journal, 'read' | 'ofCredential'>,
  subject: Subject,
  since: number,
): AsyncIterable<JournalEntry> {
  switch (subject.kind) {
    case 'access-key':
      return journal.ofCredential(subject.key, since, Number.POSITIVE_INFINITY);
    case 'principal':
      return journal.read(since, Number.POSITIVE_INFINITY);
    case 'datadog-key':
      return none();
    default: {
      const unreachable: never = subject;
      return unreachable;
    }
  }
}

/** An entry names the session: of a role all sessions count. */
function isOf(arn: string, actor: string | null): boolean {
  if (actor === null || actor === arn) return actor === arn;
  const isSameAccount = arn.split(':')[4] === actor.split(':')[4];
  return isSameAccount && /:role\//.test(arn) && roleNameOf(arn) === roleNameOf(actor);
}

async function* none(): AsyncIterable<never> {}
