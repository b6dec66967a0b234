import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { PANELS } from './panels.ts';
import { visState } from './visualization.ts';

/** Of the format below; both products bring older ones up to their own. */
const VERSION = '7.10.2';
/** The grid is 48 wide. */
const WIDTH = 24;
const HEIGHT = 14;

/** The dashboard, its visualisations and its index pattern, as lines of JSON for an import of saved objects. */
export function savedObjects(prefix: string): string {
  const pattern = `${prefix}-journal`;
  const objects = [
    {
      id: pattern,
      type: 'index-pattern',
      attributes: { title: `${pattern}-*`, timeFieldName: '@timestamp' },
      references: [],
    },
    ...PANELS.map((panel) => ({
      id: `${prefix}-${panel.id}`,
      type: 'visualization',
      attributes: {
        title: `Countersign: ${panel.title}`,
        description: '',
        version: 1,
        visState: JSON.stringify(visState(panel)),
        uiStateJSON: '{}',
        kibanaSavedObjectMeta: {
          searchSourceJSON: JSON.stringify({
            query: { query: panel.query, language: 'kuery' },
            filter: [],
            indexRefName: 'kibanaSavedObjectMeta.searchSourceJSON.index',
          }),
        },
      },
      references: [
        { name: 'kibanaSavedObjectMeta.searchSourceJSON.index', type: 'index-pattern', id: pattern },
      ],
    })),
    dashboard(prefix),
  ];
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
}

function dashboard(prefix: string): JsonObject {
  const panels = PANELS.map((_, at) => ({
    version: VERSION,
    gridData: { x: (at % 2) * WIDTH, y: Math.floor(at / 2) * HEIGHT, w: WIDTH, h: HEIGHT, i: String(at + 1) },
    panelIndex: String(at + 1),
    embeddableConfig: {},
    panelRefName: `panel_${at}`,
  }));
  return {
    id: `${prefix}-overview`,
    type: 'dashboard',
    attributes: {
      title: 'Countersign',
      description:
        'What came, what became of it, who was asked and how fast; and whether the pipeline is well',
      version: 1,
      panelsJSON: JSON.stringify(panels),
      optionsJSON: JSON.stringify({ hidePanelTitles: false, useMargins: true }),
      timeRestore: true,
      timeFrom: 'now-30d',
      timeTo: 'now',
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({ query: { query: '', language: 'kuery' }, filter: [] }),
      },
    },
    references: PANELS.map(({ id }, at) => ({
      name: `panel_${at}`,
      type: 'visualization',
      id: `${prefix}-${id}`,
    })),
  };
}
