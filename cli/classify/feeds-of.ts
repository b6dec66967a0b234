import type { Config } from '../../lambda/config/config.ts';
import type { Feed } from '../../lambda/sigma/rule.ts';

/** The feeds that a configuration has. @param withArchive also the archive's, whatever it says */
export function feedsOf(config: Config, withArchive: boolean): readonly Feed[] {
  return withArchive || config.archiveFeed != null ? ['edge', 'archive'] : ['edge'];
}
