import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fetch } from '../../lambda/adapters/http/exchange.ts';
import type { Clock } from '../../lambda/ports/clock.ts';
import { replaceFile } from '../bus/bus-store.ts';
import { createDuoStandIn, type DuoStandIn } from '../stand-ins/duo.ts';
import { createPagerDutyStandIn, type PagerDutyStandIn } from '../stand-ins/pagerduty.ts';
import { createSlackStandIn, type SlackStandIn } from '../stand-ins/slack.ts';
import { createSlackDirectory } from '../stand-ins/slack-directory.ts';
import { type StandIn, standInFetch } from '../stand-ins/stand-in-fetch.ts';
import { LOCAL_VENDORS } from './vendor-settings.ts';

export interface Vendors {
  readonly slack: SlackStandIn;
  readonly duo: DuoStandIn;
  readonly pagerduty: PagerDutyStandIn;
  /** What the adapters reach them by. */
  readonly fetch: Fetch;
  /** Writes down what they keep, where it is to survive; to be called after what did not come by `fetch`. */
  keep(): void;
}

export type VendorName = 'slack' | 'duo' | 'pagerduty';

/**
 * The stand-ins for the three vendors.
 *
 * @param dataDir where what they keep survives a restart; in memory without it
 * @param duoHost of the configuration, so that the adapter's requests reach the stand-in
 */
export function createVendors(clock: Clock, dataDir: string | null, duoHost: string): Vendors {
  const slack = createSlackStandIn({ clock, ...LOCAL_VENDORS.slack, directory: createSlackDirectory() });
  const duo = createDuoStandIn({ clock, ...LOCAL_VENDORS.duo, host: duoHost });
  const pagerduty = createPagerDutyStandIn({ clock, ...LOCAL_VENDORS.pagerDuty });
  const byName = { slack, duo, pagerduty };
  if (dataDir !== null) for (const [name, standIn] of Object.entries(byName)) restore(standIn, dataDir, name);
  const answered = standInFetch([slack, duo, pagerduty]);
  const keep = () => {
    if (dataDir !== null) for (const [name, standIn] of Object.entries(byName)) store(standIn, dataDir, name);
  };
  return {
    ...byName,
    keep,
    fetch: async (url, init) => {
      const response = await answered(url, init);
      keep();
      return response;
    },
  };
}

function restore(standIn: StandIn, dataDir: string, name: string): void {
  const file = fileOf(dataDir, name);
  if (!existsSync(file)) return;
  const loaded = standIn.load(JSON.parse(readFileSync(file, 'utf8')));
  if (!loaded.ok) throw new Error(`${file}: ${loaded.reason}`);
}

function store(standIn: StandIn, dataDir: string, name: string): void {
  replaceFile(fileOf(dataDir, name), JSON.stringify(standIn.save()));
}

function fileOf(dataDir: string, name: string): string {
  return path.join(dataDir, `${name}.json`);
}
