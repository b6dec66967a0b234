import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { Action } from './action.ts';
import { issuedOf } from './issued-of.ts';
import type { Subject } from './subject.ts';

/** What a call has to do with a subject. */
export type Involvement = 'made' | 'issued' | 'none';

const CREATES_PRINCIPAL = /^Create(?:User|Role)$/;

/** The call as made by the subject, as its birth, or as nothing of it. */
export function involvementOf(subject: Subject, call: ApiCall): Involvement {
  switch (subject.kind) {
    case 'access-key':
      if (call.principal.accessKeyId === subject.key) return 'made';
      return call.error === null && issuedOf(call)?.key === subject.key ? 'issued' : 'none';
    case 'principal':
      if (isActor(subject.key, call)) return 'made';
      return isCreation(subject, call) && call.error === null ? 'issued' : 'none';
    case 'datadog-key':
      return 'none';
    default: {
      const unreachable: never = subject;
      return unreachable;
    }
  }
}

/** A role's sessions are the role; a session is only itself. */
function isActor(arn: string, { principal }: ApiCall): boolean {
  if (principal.arn === arn || principal.roleArn === arn) return true;
  return /:root$/.test(arn) && principal.kind === 'root' && arn.includes(`::${principal.accountId}:`);
}

function isCreation(
  subject: Subject & { kind: 'principal' },
  { eventSource, eventName, record }: ApiCall,
): boolean {
  if (eventSource !== 'iam.amazonaws.com' || !CREATES_PRINCIPAL.test(eventName)) return false;
  return JSON.stringify(record['responseElements'] ?? null).includes(JSON.stringify(subject.key));
}

/** What is gathered of one subject. A record that comes again, or from a second account, counts once. */
export class Dossier {
  readonly subject: Subject;
  readonly #known = new Set<string>();
  readonly #actions: Action[] = [];
  #birth: Action | null = null;

  constructor(subject: Subject) {
    this.subject = subject;
  }

  get actions(): readonly Action[] {
    return this.#actions;
  }

  /** The call by which the subject came to be; null until it was met. */
  get birth(): Action | null {
    return this.#birth;
  }

  addAction(action: Action): void {
    if (this.#known.has(action.id)) return;
    this.#known.add(action.id);
    this.#actions.push(action);
  }

  addBirth(action: Action): void {
    this.#birth ??= action;
  }
}
