import { createDuoCall, type DuoAnswer } from '../../lambda/adapters/duo/duo-api.ts';
import { exchange, type Fetch } from '../../lambda/adapters/http/exchange.ts';
import { reasonOf } from '../../lambda/adapters/http/reason.ts';
import { createPagerDutyPager } from '../../lambda/adapters/pagerduty/pagerduty-pager.ts';
import { SLACK_SCOPES } from '../../lambda/adapters/slack/scopes.ts';
import { objectOf, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import type { Config } from '../../lambda/config/config.ts';
import type { Clock } from '../../lambda/ports/clock.ts';
import { DEPLOYMENT, type Finding, inWords, right, wrong } from './finding.ts';

/** Milliseconds. */
const PATIENCE_MS = 10_000;

/** Who is asked, and how. */
export interface VendorAccess {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly config: Pick<Config, 'duo' | 'pagerDuty'>;
}

/** `auth.test` writes nothing; its answer's header names the token's scopes. (Slack, "auth.test".) */
export async function examineSlack({ fetch }: VendorAccess, token: string): Promise<Finding> {
  const answer = await exchange(
    fetch,
    {
      method: 'POST',
      url: 'https://slack.com/api/auth.test',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    },
    AbortSignal.timeout(PATIENCE_MS),
  );
  if (answer.kind !== 'answered')
    return unreachable('slack', answer.kind === 'failed' ? answer.reason : 'no answer');
  const parsed = parseJson(answer.body);
  const said = objectOf(parsed.ok ? parsed.value : null);
  if (said['ok'] !== true) {
    const error = textOf(said['error']) ?? `HTTP status ${answer.status}`;
    return wrong(
      'slack',
      DEPLOYMENT,
      `Slack refuses the token: ${reasonOf(error, [token])}`,
      'Fill in countersign/slack-token with the bot token of the app (docs/deploy.md#secrets)',
    );
  }
  const granted = (answer.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
  const missing = SLACK_SCOPES.filter((scope) => !granted.includes(scope));
  return missing.length === 0
    ? right('slack', DEPLOYMENT, `the token has its ${SLACK_SCOPES.length} scopes`)
    : wrong(
        'slack',
        DEPLOYMENT,
        `the token lacks ${missing.join(', ')}`,
        'Add the scopes on the page of the Slack app and install it again (docs/deploy/slack-app-manifest.yaml)',
      );
}

/** `/check` verifies the keys and the time and asks nobody anything. (Duo Auth API, "/check".) */
export async function examineDuo(
  { fetch, clock, config }: VendorAccess,
  keys: { readonly integrationKey: string; readonly secretKey: string },
): Promise<Finding> {
  const { host } = config.duo;
  if (host === null) {
    return wrong(
      'duo',
      DEPLOYMENT,
      'duo.host is not configured: nobody can confirm a yes, every question becomes a page',
      'Put the API hostname of the Auth API application into countersign.yaml and deploy',
    );
  }
  const call = createDuoCall({ host, ...keys, fetch, clock });
  const answer = await call(
    { method: 'GET', path: '/auth/v2/check', params: {} },
    AbortSignal.timeout(PATIENCE_MS),
  );
  return duoFinding(answer, host);
}

function duoFinding(answer: DuoAnswer, host: string): Finding {
  switch (answer.kind) {
    case 'ok':
      return right('duo', DEPLOYMENT, `${host} takes the keys`);
    case 'refused':
      return wrong(
        'duo',
        DEPLOYMENT,
        answer.reason,
        'Fill in countersign/duo with the keys of the Auth API application; is the clock right?',
      );
    case 'throttled':
      return unreachable('duo', 'throttled');
    case 'silent':
      return unreachable('duo', 'no answer');
    case 'transient':
      return unreachable('duo', answer.reason);
    default: {
      const unhandled: never = answer;
      return unhandled;
    }
  }
}

/** An incident of this key is never opened. */
const NOBODYS_KEY = 'countersign/doctor';

/**
 * Ends an incident that nobody opened: PagerDuty takes the event and does nothing, so nobody is paged. It does not say
 * whether the key belongs to a service.
 */
export async function examinePagerDuty(
  { fetch, config }: VendorAccess,
  routingKey: string,
): Promise<Finding> {
  const pager = createPagerDutyPager({
    routingKey,
    region: config.pagerDuty.region,
    fetch,
    timeoutMs: PATIENCE_MS,
  });
  const outcome = await pager.resolve(NOBODYS_KEY);
  if (outcome.kind === 'delivered')
    return right('pagerduty', DEPLOYMENT, 'takes events of this key (nobody was paged)');
  if (outcome.kind !== 'permanent') return unreachable('pagerduty', inWords(outcome));
  return wrong(
    'pagerduty',
    DEPLOYMENT,
    outcome.reason,
    'Fill in countersign/pagerduty with the integration key of an Events API v2 integration; is pagerDuty.region right?',
  );
}

function unreachable(check: 'slack' | 'duo' | 'pagerduty', reason: string): Finding {
  return {
    check,
    where: DEPLOYMENT,
    state: 'unknown',
    detail: `cannot be reached: ${reason}`,
    remedy: 'Is it up, and does this machine reach it? Run doctor again',
  };
}
