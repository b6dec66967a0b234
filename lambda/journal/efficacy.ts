import type { Spread } from './spread.ts';

/** What Countersign did in a period, for whoever asks whether it works. Cases count where they were opened. */
export interface Efficacy {
  /** From here, up to, not including, there; milliseconds since 1970. */
  readonly since: number;
  readonly until: number;
  readonly calls: CallFigures;
  readonly questions: QuestionFigures;
  readonly pages: PageFigures;
  readonly times: TimeFigures;
  /** Why questions were escalated, most frequent first. */
  readonly causes: readonly Counted[];
  /** Rules that asked or paged most, by calls. */
  readonly noisiest: readonly NoisyRule[];
  /** Who was asked most. */
  readonly people: readonly AskedPerson[];
  /** Every day of the period, oldest first. */
  readonly days: readonly DayFigures[];
}

export interface CallFigures {
  readonly logged: number;
  readonly notified: number;
  readonly alerted: number;
  /** Came again, and were not decided again. */
  readonly duplicate: number;
  /** Messages that could not be read. */
  readonly quarantined: number;
}

export interface QuestionFigures {
  /** Bursts of calls that somebody was to be asked about. */
  readonly opened: number;
  /** Of those, the question was delivered. */
  readonly asked: number;
  /** Of those, answered before the deadline. */
  readonly answered: number;
  readonly answers: { readonly yes: number; readonly no: number; readonly wrongPerson: number };
  /** Confirmed by an approved push. */
  readonly verified: number;
  readonly escalated: number;
  /** Neither yet. */
  readonly open: number;
  /** Answered of asked, from 0 to 1; null when nobody was asked. */
  readonly answerRate: number | null;
  /** Verified of those that ended; null when none did. */
  readonly verifiedShare: number | null;
}

export interface PageFigures {
  readonly sent: number;
  /** Of a question that nobody vouched for. */
  readonly ofQuestions: number;
  /** Without asking: a call that should not happen, or a forgery. */
  readonly ofAlerts: number;
  /** Summaries: nobody to ask, or too late to ask. */
  readonly ofReports: number;
  /** Pages that a pager alone would have sent: one for each question that was verified. */
  readonly avoided: number;
}

export interface TimeFigures {
  /** From the call to its decision. */
  readonly callToDecision: Spread;
  /** From a case's earliest call to its question. */
  readonly callToQuestion: Spread;
  readonly questionToAnswer: Spread;
  /** From a case's earliest call to its page. */
  readonly callToPage: Spread;
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export interface NoisyRule {
  readonly rule: string;
  readonly calls: number;
  readonly notified: number;
  readonly alerted: number;
  /** Who and what is behind it, most first. */
  readonly principals: readonly Counted[];
  readonly tools: readonly Counted[];
}

export interface AskedPerson {
  readonly person: string;
  readonly asked: number;
  readonly verified: number;
  readonly escalated: number;
}

export interface DayFigures {
  /** `2026-11-20`, in UTC. */
  readonly day: string;
  readonly logged: number;
  readonly notified: number;
  readonly alerted: number;
  readonly verified: number;
  readonly escalated: number;
  readonly open: number;
  readonly pages: number;
}
