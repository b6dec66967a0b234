import { eventIdOf, nameOf } from '../calls.ts';
import type { History } from '../history.ts';
import type { PlannedMessage } from '../plan.ts';
import type { Broken } from '../promises.ts';
import { coveredBy, storiesIn } from './case-story.ts';
import { pagedIn } from './paged-calls.ts';

/**
 * Promises 1, 5 and 6: every message ends once as logged, verified, paged or quarantined, however long a vendor was
 * away and whatever else was in the queue.
 */
export function messageEnds(history: History): readonly Broken[] {
  const { plan, unfinished } = history;
  const rest = unfinished.map((what): Broken => ({ promise: 1, what: `it never came to rest: ${what}` }));
  const endings = endingsIn(history);
  const wrong = plan.messages
    .filter(({ copy }) => copy === 0)
    .flatMap((message): readonly Broken[] => {
      const ended = endings(message);
      const wanted = WANTED[message.kind];
      if (wanted.includes(ended)) return [];
      const promise = message.kind === 'garbage' ? 6 : plan.outages.length > 0 ? 5 : 1;
      return [{ promise, what: `${nameOf(message)} ended as ${ended}, not as ${wanted.join(' or ')}` }];
    });
  return [...rest, ...wrong];
}

/** Everything that says how a call ended, in words; one of these is right. */
const WANTED: Readonly<Record<PlannedMessage['kind'], readonly string[]>> = {
  log: ['logged'],
  ask: ['verified', 'paged'],
  page: ['paged'],
  'too-late': ['paged'],
  forged: ['paged'],
  garbage: ['quarantined'],
};

function endingsIn({ plan, journal, incidents, quarantined }: History): (message: PlannedMessage) => string {
  const stories = storiesIn(journal);
  const verified = [...stories.values()]
    .filter(({ isVerified }) => isVerified)
    .flatMap((story) => [...coveredBy(story, stories), ...(story.isEscalated ? [] : story.covered)]);
  const paged = incidents.flatMap((incident) => [...pagedIn(incident)]);
  const lines = Map.groupBy(journal, ({ kind, eventID }) => (kind === 'call' ? eventID : ''));

  return (message) => {
    const name = nameOf(message);
    const id = eventIdOf(message);
    const kept = quarantined.filter(({ body, reason }) => body.includes(name) && reason !== '').length;
    if (message.kind === 'garbage') {
      const copies = plan.messages.filter(({ call }) => call === message.call).length;
      return kept === copies ? 'quarantined' : `quarantined ${kept} times of ${copies}`;
    }
    const endings = [
      ...(kept > 0 ? ['quarantined'] : []),
      ...verified.filter((call) => call === id).map(() => 'verified'),
      ...paged.filter((each) => each === name).map(() => 'paged'),
    ];
    const journalled = lines.get(id) ?? [];
    if (message.kind !== 'forged' && journalled.length !== 1) return `journalled ${journalled.length} times`;
    if (endings.length === 0 && journalled.every(({ data }) => data['severity'] === 'log')) return 'logged';
    return endings.join(' and ') || 'nothing';
  };
}
