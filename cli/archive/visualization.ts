import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { Panel } from './panels.ts';

/** Bars of a ranking, and parts of one. */
const RANKED = 15;
const PARTS = 5;

/** The inner state of a visualisation as OpenSearch Dashboards has it and Kibana migrates it: that of version 7.10. */
export function visState(panel: Panel): JsonObject {
  const isRanking = panel.shape === 'ranking';
  return {
    title: panel.title,
    type: isRanking ? 'horizontal_bar' : panel.measure.kind === 'percentiles' ? 'line' : 'histogram',
    aggs: aggregations(panel),
    params: {
      type: isRanking ? 'histogram' : panel.measure.kind === 'percentiles' ? 'line' : 'histogram',
      grid: { categoryLines: false },
      categoryAxes: [
        {
          id: 'CategoryAxis-1',
          type: 'category',
          position: isRanking ? 'left' : 'bottom',
          show: true,
          scale: { type: 'linear' },
          labels: { show: true, filter: !isRanking, truncate: 100 },
          title: {},
        },
      ],
      valueAxes: [
        {
          id: 'ValueAxis-1',
          name: isRanking ? 'BottomAxis-1' : 'LeftAxis-1',
          type: 'value',
          position: isRanking ? 'bottom' : 'left',
          show: true,
          scale: { type: 'linear', mode: 'normal' },
          labels: { show: true, rotate: 0, filter: isRanking, truncate: 100 },
          title: { text: '' },
        },
      ],
      seriesParams: [
        {
          show: true,
          type: panel.measure.kind === 'percentiles' ? 'line' : 'histogram',
          mode: panel.measure.kind === 'percentiles' ? 'normal' : 'stacked',
          data: { label: panel.title, id: '1' },
          valueAxis: 'ValueAxis-1',
          drawLinesBetweenPoints: true,
          lineWidth: 2,
          showCircles: true,
        },
      ],
      addTooltip: true,
      addLegend: true,
      legendPosition: 'right',
      times: [],
      addTimeMarker: false,
      labels: { show: false },
      thresholdLine: { show: false, value: 10, width: 1, style: 'full', color: '#E7664C' },
    },
  };
}

function aggregations({ shape, measure, by, within }: Panel): readonly JsonObject[] {
  const terms = (id: string, schema: string, field: string, size: number): JsonObject => ({
    id,
    enabled: true,
    type: 'terms',
    schema,
    params: {
      field,
      orderBy: '1',
      order: 'desc',
      size,
      otherBucket: false,
      otherBucketLabel: 'Other',
      missingBucket: false,
      missingBucketLabel: 'Missing',
    },
  });
  const metric = {
    id: '1',
    enabled: true,
    type: measure.kind,
    schema: 'metric',
    params: parametersOf(measure),
  };
  if (shape === 'ranking') {
    return [
      metric,
      ...(by === null ? [] : [terms('2', 'segment', by, RANKED)]),
      ...(within === undefined ? [] : [terms('3', 'group', within, PARTS)]),
    ];
  }
  const time: JsonObject = {
    id: '2',
    enabled: true,
    type: 'date_histogram',
    schema: 'segment',
    params: {
      field: '@timestamp',
      interval: 'auto',
      useNormalizedEsInterval: true,
      drop_partials: false,
      min_doc_count: 1,
      extended_bounds: {},
    },
  };
  return [metric, time, ...(by === null ? [] : [terms('3', 'group', by, PARTS)])];
}

function parametersOf(measure: Panel['measure']): JsonObject {
  switch (measure.kind) {
    case 'count':
      return {};
    case 'sum':
      return { field: measure.field };
    case 'percentiles':
      return { field: measure.field, percents: [50, 95] };
    default: {
      const unreachable: never = measure;
      return unreachable;
    }
  }
}
