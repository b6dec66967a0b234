import type { JsonObject } from '../../cloudtrail/json.ts';
import { searchMapping } from '../../journal/search-mapping.ts';
import type { Product } from './product.ts';
import type { SearchRequest } from './request.ts';

export interface ArchiveShape {
  /** Of the indexes' names, such as `countersign`. */
  readonly prefix: string;
  /** How long an entry is to be found, in days. */
  readonly keptDays: number;
  /** Copies of each index beside the first. */
  readonly replicas: number;
}

/** An index holds a month; it may go when the last of its entries may. */
const MONTH_DAYS = 31;
/** Above the patterns that either product brings along (100 to 200). */
const PRIORITY = 500;

/** What the archive needs before its first document: the lifecycle, then the template that names it. */
export function archiveRequests(product: Product, shape: ArchiveShape): readonly SearchRequest[] {
  return product.name === 'Elasticsearch' ? forElasticsearch(shape) : forOpenSearch(shape);
}

/**
 * One data stream a month, which takes nothing but new documents. It is never rolled over: an id is unique in one
 * backing index only ("Duplicate handling with rollover", elasticsearch#44794). At its end the lifecycle deletes the only
 * index, and the stream with it (elasticsearch#69637).
 */
function forElasticsearch(shape: ArchiveShape): readonly SearchRequest[] {
  const policy = `${shape.prefix}-journal`;
  const phases = {
    hot: { actions: {} },
    delete: { min_age: `${shape.keptDays + MONTH_DAYS}d`, actions: { delete: {} } },
  };
  const settings = { ...settingsOf(shape), 'index.lifecycle.name': policy };
  return [
    { method: 'PUT', path: `/_ilm/policy/${policy}`, body: { policy: { phases } } },
    template(shape, settings, { data_stream: {} }),
  ];
}

/**
 * One index a month. No data stream: its state management cannot delete the last index of one (index-management#1227),
 * and to roll over is to lose the ids' uniqueness, as above.
 */
function forOpenSearch(shape: ArchiveShape): readonly SearchRequest[] {
  const policy = {
    description: 'Countersign: journal entries are kept for a while',
    default_state: 'kept',
    states: [
      {
        name: 'kept',
        actions: [],
        transitions: [
          { state_name: 'gone', conditions: { min_index_age: `${shape.keptDays + MONTH_DAYS}d` } },
        ],
      },
      { name: 'gone', actions: [{ delete: {} }], transitions: [] },
    ],
    ism_template: [{ index_patterns: [patternOf(shape)], priority: PRIORITY }],
  };
  return [
    { method: 'PUT', path: `/_plugins/_ism/policies/${shape.prefix}-journal`, body: { policy } },
    template(shape, settingsOf(shape), {}),
  ];
}

function template(shape: ArchiveShape, settings: JsonObject, kind: JsonObject): SearchRequest {
  return {
    method: 'PUT',
    path: `/_index_template/${shape.prefix}-journal`,
    body: {
      index_patterns: [patternOf(shape)],
      priority: PRIORITY,
      ...kind,
      template: { settings, mappings: searchMapping() },
      _meta: { description: 'Written by countersign archive init' },
    },
  };
}

export function patternOf({ prefix }: Pick<ArchiveShape, 'prefix'>): string {
  return `${prefix}-journal-*`;
}

function settingsOf({ replicas }: ArchiveShape): JsonObject {
  return {
    'index.number_of_shards': 1,
    'index.number_of_replicas': replicas,
    'index.codec': 'best_compression',
  };
}
