import { createPagerDutyPager } from '../../../lambda/adapters/pagerduty/pagerduty-pager.ts';
import { createPagerDutyStandIn } from '../../../local/stand-ins/pagerduty.ts';
import { standInFetch } from '../../../local/stand-ins/stand-in-fetch.ts';
import { movableClock } from '../../contracts/outage.ts';
import { describePager } from '../../contracts/pager.contract.ts';

const TIMEOUT_MS = 200;

describePager('PagerDuty', () => {
  const routingKey = 'r'.repeat(32);
  const pagerDuty = createPagerDutyStandIn({ clock: movableClock(), routingKey });
  const common = { region: 'eu', fetch: standInFetch([pagerDuty]), timeoutMs: TIMEOUT_MS } as const;
  return {
    pager: createPagerDutyPager({ ...common, routingKey }),
    refused: createPagerDutyPager({ ...common, routingKey: 'x'.repeat(32) }),
    setMode: pagerDuty.setMode,
    seen: () =>
      pagerDuty.state().incidents.map(({ dedupKey, summary, severity, events, state }) => ({
        dedupKey,
        summary,
        severity,
        events,
        open: state === 'open',
      })),
    deadlineMs: TIMEOUT_MS,
  };
});
