import { delivered, type Outcome } from '../../../lambda/ports/outcome.ts';
import type { PushStatus } from '../../../lambda/ports/second-factor.ts';
import type { DrainPorts } from '../../../lambda/workflows/drain-ports.ts';
import type { Break } from '../breaks.ts';

const BYPASS = 'bypass';

/** What Duo and PagerDuty say, and what is taken for it. */
export const VENDOR_BREAKS: readonly Break[] = [
  {
    name: 'waiting-push-approves',
    promise: 3,
    what: 'a push that nobody answered yet counts as approved',
    inject: (ports) =>
      withStatus(ports, (status) => (status.kind === 'waiting' ? { kind: 'approved' } : status)),
  },
  {
    name: 'timeout-approves',
    promise: 3,
    what: 'a push that timed out counts as approved',
    inject: (ports) =>
      withStatus(ports, (status) => (status.kind === 'timeout' ? { kind: 'approved' } : status)),
  },
  {
    name: 'bypass-approves',
    promise: 3,
    what: 'somebody whom Duo lets in without a push counts as having approved one',
    inject: (ports) => ({
      ...ports,
      secondFactor: {
        start: async (request) => {
          const outcome = await ports.secondFactor.start(request);
          const isBypass = outcome.kind === 'delivered' && outcome.value.kind === 'unusable';
          return isBypass ? delivered({ kind: 'sent', txid: BYPASS }) : outcome;
        },
        status: async (txid, waitMs) =>
          txid === BYPASS ? delivered({ kind: 'approved' }) : ports.secondFactor.status(txid, waitMs),
      },
    }),
  },
  {
    name: 'any-push-approves',
    promise: 3,
    what: "an approved push of a person counts for all of the person's cases",
    inject: (ports, stage) => ({
      ...ports,
      secondFactor: {
        start: ports.secondFactor.start,
        status: async (txid, waitMs): Promise<Outcome<PushStatus>> => {
          const own = stage.secondFactor.pushes().find((push) => push.txid === txid);
          const other = stage.secondFactor
            .pushes()
            .some(({ person, status }) => person === own?.person && status.kind === 'approved');
          return other ? delivered({ kind: 'approved' }) : ports.secondFactor.status(txid, waitMs);
        },
      },
    }),
  },
  {
    name: 'no-idempotency-key',
    promise: 2,
    what: 'each attempt to page opens an incident of its own',
    inject: (ports) => ({
      ...ports,
      pager: {
        ...ports.pager,
        trigger: (page) => ports.pager.trigger({ ...page, dedupKey: `${page.dedupKey}-${ports.random()}` }),
      },
    }),
  },
  {
    name: 'outage-drops-page',
    promise: 5,
    what: 'a page that PagerDuty did not take is forgotten',
    inject: (ports) => ({
      ...ports,
      pager: {
        ...ports.pager,
        trigger: async (page) => {
          const outcome = await ports.pager.trigger(page);
          return outcome.kind === 'permanent' ? outcome : delivered(undefined);
        },
      },
    }),
  },
];

function withStatus(ports: DrainPorts, read: (status: PushStatus) => PushStatus): DrainPorts {
  return {
    ...ports,
    secondFactor: {
      start: ports.secondFactor.start,
      status: async (txid, waitMs) => {
        const outcome = await ports.secondFactor.status(txid, waitMs);
        return outcome.kind === 'delivered' ? delivered(read(outcome.value)) : outcome;
      },
    },
  };
}
