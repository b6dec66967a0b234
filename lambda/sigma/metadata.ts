import { isArray, isObject, type JsonObject, type JsonValue, textOf } from '../cloudtrail/json.ts';
import { LEVELS, type Level } from '../config/config.ts';
import type { Report } from './problem.ts';
import type { Feed } from './rule.ts';
import { didYouMean } from './suggest.ts';

/** What a rule says of itself beside what it matches. */
export interface RuleDetails {
  readonly title: string;
  readonly level: Level;
  readonly tags: readonly string[];
  /** The UUID by which other tools know the rule. */
  readonly sigmaId: string | null;
  /** By which correlations and filters may name the rule. */
  readonly name: string | null;
  readonly feed: Feed;
  readonly description: string | null;
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
  readonly status: string | null;
}

const STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];
const FEEDS: readonly Feed[] = ['edge', 'archive'];
const LONGEST_TITLE = 256;

/** Source: "Sigma Rules Specification" 2.x, Components. */
export function readMetadata(body: JsonObject, report: Report): RuleDetails {
  return {
    title: titleOf(body, report),
    level: levelOf(body, report),
    tags: textsOf(body, 'tags', report),
    sigmaId: textOf(body['id']),
    name: textOf(body['name']),
    feed: feedOf(body, report),
    description: textOf(body['description']),
    falsePositives: textsOf(body, 'falsepositives', report),
    references: textsOf(body, 'references', report),
    status: statusOf(body, report),
  };
}

/** Only rules about CloudTrail can be tried on calls; others would be dead weight that looks like protection. */
export function checkLogSource(body: JsonObject, kind: 'rule' | 'filter', report: Report): void {
  const source = body['logsource'];
  const error = (path: readonly string[], message: string) => report({ path, severity: 'error', message });
  if (!isObject(source)) {
    error(
      source === undefined ? [] : ['logsource'],
      `no "logsource"; ${kind}s on AWS calls have product: aws, service: cloudtrail`,
    );
    return;
  }
  for (const [key, wanted] of [
    ['product', 'aws'],
    ['service', 'cloudtrail'],
  ] as const) {
    const value = source[key];
    if (value === wanted || (value === undefined && key === 'service')) continue;
    const place = value === undefined ? ['logsource'] : ['logsource', key];
    error(
      place,
      `a ${kind} for ${key} ${show(value)}, which Countersign does not read: it reads ${key} ${wanted}`,
    );
    return;
  }
}

export function titleOf(body: JsonObject, report: Report): string {
  const title = body['title'];
  if (typeof title !== 'string' || title.trim() === '') {
    report({ path: title === undefined ? [] : ['title'], severity: 'error', message: 'no "title"' });
    return '';
  }
  if (title.length > LONGEST_TITLE) {
    const message = `a title of ${title.length} characters; at most ${LONGEST_TITLE} are allowed`;
    report({ path: ['title'], severity: 'error', message });
  }
  return title;
}

function levelOf(body: JsonObject, report: Report): Level {
  const level = body['level'];
  if (level === undefined || level === null) {
    report({
      path: [],
      severity: 'warning',
      message: 'no "level"; medium is assumed, so a person will be asked',
    });
    return 'medium';
  }
  const known = LEVELS.find((one) => one === level);
  if (known !== undefined) return known;
  const hint = didYouMean(String(level), LEVELS);
  const message = `unknown level ${show(level)}; allowed are ${LEVELS.join(', ')}${hint}`;
  report({ path: ['level'], severity: 'error', message });
  return 'medium';
}

/** Our own attribute, which Sigma allows beside its own. */
function feedOf(body: JsonObject, report: Report): Feed {
  const feed = body['feed'];
  if (feed === undefined || feed === 'edge' || feed === 'archive') return feed ?? 'edge';
  const message = `unknown feed ${show(feed)}; allowed are ${FEEDS.join(', ')}${didYouMean(String(feed), FEEDS)}`;
  report({ path: ['feed'], severity: 'error', message });
  return 'edge';
}

function statusOf(body: JsonObject, report: Report): string | null {
  const status = textOf(body['status']);
  if (status !== null && !STATUSES.includes(status)) {
    const message = `unknown status "${status}"; allowed are ${STATUSES.join(', ')}${didYouMean(status, STATUSES)}`;
    report({ path: ['status'], severity: 'warning', message });
  }
  return status;
}

/** A list of texts; one text alone counts as a list, since that is how it is often written. */
function textsOf(body: JsonObject, key: string, report: Report): readonly string[] {
  const value = body[key];
  if (value === undefined || value === null) return [];
  const items = isArray(value) ? value : [value];
  const texts = items.filter((item) => typeof item === 'string');
  if (texts.length < items.length) {
    report({ path: [key], severity: 'error', message: `"${key}" must be a list of texts` });
  }
  return texts;
}

function show(value: JsonValue | undefined): string {
  return value === undefined ? 'of no name' : JSON.stringify(value).slice(0, 60);
}
