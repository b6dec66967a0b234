import duoSig from '@duosecurity/duo_api/lib/duo_sig.js';
import type { Clock } from '../../lambda/ports/clock.ts';

/** How far a request's `Date` may lie from Duo's. Milliseconds. */
const DATE_WINDOW_MS = 5 * 60_000;

export interface DuoCredentials {
  readonly host: string;
  readonly integrationKey: string;
  readonly secretKey: string;
  readonly clock: Clock;
}

export interface DuoRefusal {
  readonly code: number;
  readonly message: string;
  readonly detail?: string;
}

/** What Duo finds wrong with a request's date and signature; null when nothing. (Duo, "Auth API", "Authentication".) */
export function authorizationProblem(
  credentials: DuoCredentials,
  request: Request,
  params: Readonly<Record<string, string>>,
): DuoRefusal | null {
  const { host, integrationKey, secretKey, clock } = credentials;
  const date = request.headers.get('date');
  const authorization = request.headers.get('authorization');
  if (authorization === null) return { code: 40_101, message: 'Missing request credentials' };
  if (date === null) return { code: 40_104, message: 'Missing request timestamp' };
  const age = Math.abs(clock.now() - Date.parse(date));
  if (!(age <= DATE_WINDOW_MS)) return { code: 40_105, message: 'Bad request timestamp' };
  const { pathname } = new URL(request.url);
  const expected = duoSig.sign(integrationKey, secretKey, request.method, host, pathname, params, date);
  return authorization === expected
    ? null
    : { code: 40_103, message: 'Invalid signature in request credentials' };
}
