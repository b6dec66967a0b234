/** What is investigated. */
export type Subject =
  | { readonly kind: 'access-key'; readonly key: string }
  | { readonly kind: 'principal'; readonly key: string; readonly name: string }
  | { readonly kind: 'datadog-key'; readonly key: string };

/** `AKIA` keys are a user's, `ASIA` keys are temporary. Source: "IAM identifiers", IAM User Guide. */
const ACCESS_KEY = /^(?:AKIA|ASIA)[A-Z0-9]{12,124}$/;
const PRINCIPAL =
  /^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:root|(?:user|role|assumed-role|federated-user)\/.+)$/;
const DATADOG_KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What a key given by a person is; null for text that is none of them. */
export function subjectOf(key: string): Subject | null {
  if (ACCESS_KEY.test(key)) return { kind: 'access-key', key };
  if (PRINCIPAL.test(key)) return { kind: 'principal', key, name: key.slice(key.search(/[:/][^:/]*$/) + 1) };
  return DATADOG_KEY.test(key) ? { kind: 'datadog-key', key } : null;
}

/** A text that every record which has to do with the subject holds: a record without it need not be parsed. */
export function mentionOf(subject: Subject): string {
  return subject.kind === 'principal' ? subject.name : subject.key;
}
