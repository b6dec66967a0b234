import type { Fetch } from '../../../lambda/adapters/http/exchange.ts';
import { SLACK_SCOPES } from '../../../lambda/adapters/slack/scopes.ts';

/** The vendors as they answer the doctor; a test changes one of the answers. */
export interface Vendors {
  slack: () => Response;
  duo: () => Response;
  pagerDuty: () => Response;
  /** Milliseconds since 1970; null: they do not say. */
  time: number | null;
  /** What was sent, by host. */
  readonly sent: { readonly host: string; readonly path: string; readonly body: string }[];
}

export function rightVendors(time: number): Vendors {
  return {
    slack: () => Response.json({ ok: true }, { headers: { 'x-oauth-scopes': SLACK_SCOPES.join(',') } }),
    duo: () => Response.json({ stat: 'OK', response: { time: Math.floor(time / 1_000) } }),
    pagerDuty: () => Response.json({ status: 'success' }, { status: 202 }),
    time,
    sent: [],
  };
}

export function fetchOf(vendors: Vendors): Fetch {
  return async (url, init) => {
    const { host, pathname } = new URL(url);
    vendors.sent.push({ host, path: pathname, body: String(init.body ?? '') });
    const answer = answerFrom(vendors, host);
    if (vendors.time !== null) answer.headers.set('date', new Date(vendors.time).toUTCString());
    return answer;
  };
}

function answerFrom(vendors: Vendors, host: string): Response {
  switch (host) {
    case 'slack.com':
      return vendors.slack();
    case 'api-0a1b2c3d.duosecurity.com':
      return vendors.duo();
    case 'events.pagerduty.com':
      return vendors.pagerDuty();
    default:
      throw new Error(`nobody answers at ${host}`);
  }
}
