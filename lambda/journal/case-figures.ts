import type { CaseTrack } from './case-track.ts';
import type { AskedPerson, PageFigures, QuestionFigures, TimeFigures } from './efficacy.ts';
import { spreadOf } from './spread.ts';

export function questionFigures(cases: readonly CaseTrack[]): QuestionFigures {
  const questions = cases.filter(({ kind }) => kind === 'question');
  const amount = (is: (track: CaseTrack) => boolean) => questions.filter(is).length;
  const asked = amount(({ askedAt }) => askedAt !== null);
  const answered = amount(({ answeredAt }) => answeredAt !== null);
  const verified = amount(({ outcome }) => outcome === 'verified');
  const escalated = amount(({ outcome }) => outcome === 'escalated');
  return {
    opened: questions.length,
    asked,
    answered,
    answers: {
      yes: amount(({ answer }) => answer === 'yes'),
      no: amount(({ answer }) => answer === 'no'),
      wrongPerson: amount(({ answer }) => answer === 'wrong-person'),
    },
    verified,
    escalated,
    open: questions.length - verified - escalated,
    answerRate: shareOf(answered, asked),
    verifiedShare: shareOf(verified, verified + escalated),
  };
}

export function pageFigures(cases: readonly CaseTrack[]): PageFigures {
  const paged = cases.filter(({ pagedAt }) => pagedAt !== null);
  const ofQuestions = paged.filter(({ kind }) => kind === 'question').length;
  const ofReports = paged.filter(
    ({ because }) => because === 'nobody-to-ask' || because === 'too-late',
  ).length;
  return {
    sent: paged.length,
    ofQuestions,
    ofAlerts: paged.length - ofQuestions - ofReports,
    ofReports,
    avoided: cases.filter(({ outcome }) => outcome === 'verified').length,
  };
}

/** @param decisionMs from each call to its decision */
export function timeFigures(cases: readonly CaseTrack[], decisionMs: readonly number[]): TimeFigures {
  const between = (from: (track: CaseTrack) => number | null, to: (track: CaseTrack) => number | null) =>
    spreadOf(
      cases.flatMap((track) => {
        const [start, end] = [from(track), to(track)];
        return start === null || end === null || end < start ? [] : [end - start];
      }),
    );
  return {
    callToDecision: spreadOf(decisionMs),
    callToQuestion: between(
      ({ calledAt }) => calledAt,
      ({ askedAt }) => askedAt,
    ),
    questionToAnswer: between(
      ({ askedAt }) => askedAt,
      ({ answeredAt }) => answeredAt,
    ),
    callToPage: between(
      ({ calledAt }) => calledAt,
      ({ pagedAt }) => pagedAt,
    ),
  };
}

/** Those who were asked, most first. */
export function peopleAsked(cases: readonly CaseTrack[]): readonly AskedPerson[] {
  const people = new Map<string, AskedPerson>();
  for (const { kind, person, askedAt, outcome } of cases) {
    if (kind !== 'question' || person === null || askedAt === null) continue;
    const known = people.get(person) ?? { person, asked: 0, verified: 0, escalated: 0 };
    people.set(person, {
      person,
      asked: known.asked + 1,
      verified: known.verified + (outcome === 'verified' ? 1 : 0),
      escalated: known.escalated + (outcome === 'escalated' ? 1 : 0),
    });
  }
  return [...people.values()].sort(
    (one, other) => other.asked - one.asked || (one.person < other.person ? -1 : 1),
  );
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
