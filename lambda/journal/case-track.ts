import { textOf } from '../cloudtrail/json.ts';
import type { JournalEntry } from './entry.ts';

/** What the journal tells of one case; times in milliseconds since 1970. */
export interface CaseTrack {
  /** When it was first heard of. */
  readonly from: number;
  readonly kind: 'question' | 'alert' | null;
  /** When the earliest of its calls was made. */
  readonly calledAt: number | null;
  readonly askedAt: number | null;
  readonly answeredAt: number | null;
  readonly answer: string | null;
  readonly pagedAt: number | null;
  readonly outcome: 'verified' | 'escalated' | null;
  readonly cause: string | null;
  readonly person: string | null;
  readonly because: string | null;
}

export function newTrack(entry: JournalEntry): CaseTrack {
  return {
    from: entry.at,
    kind: null,
    calledAt: null,
    askedAt: null,
    answeredAt: null,
    answer: null,
    pagedAt: null,
    outcome: null,
    cause: null,
    person: null,
    because: null,
  };
}

/** The track with what one more entry of its case tells. */
export function follow(track: CaseTrack, entry: JournalEntry): CaseTrack {
  switch (entry.kind) {
    case 'call': {
      const { eventTime } = entry.data;
      if (typeof eventTime !== 'number') return track;
      return { ...track, calledAt: Math.min(track.calledAt ?? eventTime, eventTime) };
    }
    case 'transition':
      return changed(track, entry);
    case 'delivery': {
      const isPaged = entry.data['effect'] === 'page' && entry.data['result'] === 'done';
      return isPaged ? { ...track, pagedAt: track.pagedAt ?? entry.at } : track;
    }
    case 'duplicate':
    case 'quarantine':
    case 'subscription':
    case 'alarm':
    case 'drain':
    case 'investigation':
    case 'alarm-records':
    case 'containment':
      return track;
    default:
      return ofLaterKind(entry.kind, track);
  }
}

/** A kind that a later version wrote says nothing that this one could tell. */
function ofLaterKind(_kind: never, track: CaseTrack): CaseTrack {
  return track;
}

function changed(track: CaseTrack, entry: JournalEntry): CaseTrack {
  const { at, data } = entry;
  const known: CaseTrack = {
    ...track,
    kind: track.kind ?? (textOf(data['state']) === null ? 'alert' : 'question'),
    person: track.person ?? textOf(data['person']),
    because: track.because ?? textOf(data['because']),
  };
  switch (data['event']) {
    case 'asked':
      return { ...known, askedAt: known.askedAt ?? at };
    case 'answered':
      // What comes after the page annotates it; it is no answer to the question.
      if (data['late'] === true || known.answeredAt !== null) return known;
      return { ...known, answeredAt: at, answer: textOf(data['answer']) };
    case 'verified':
      return { ...known, outcome: 'verified' };
    case 'escalated':
      return escalated(known, entry);
    default:
      return known;
  }
}

/** A no and a "not me" are answers, and end the case in the same step. */
function escalated(track: CaseTrack, { at, data }: JournalEntry): CaseTrack {
  const cause = textOf(data['cause']);
  const ended: CaseTrack = { ...track, outcome: 'escalated', cause };
  const isAnswer = cause === 'no' || cause === 'wrong-person';
  return isAnswer ? { ...ended, answeredAt: track.answeredAt ?? at, answer: cause } : ended;
}
