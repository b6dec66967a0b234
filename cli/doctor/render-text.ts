import type { Paint } from '../investigate/paint.ts';
import { wrap } from '../start/wrap.ts';
import { type Check, DEPLOYMENT, type Finding } from './finding.ts';

const SIGNS = { right: '✓', wrong: '✗', unknown: '?' } as const;
/** What each account and region is looked at for; the columns of the table. */
const COLUMNS: readonly Check[] = ['rules', 'topic', 'canary', 'alarms', 'trail', 'regions', 'data-events'];
const GAP = '  ';
/** Places named beside what is wrong alike; the table shows all. */
const NAMED = 4;

/** The deployment, a line for each check; a table of the accounts; and what to do about what is not right. */
export function renderText(findings: readonly Finding[], width: number, paint: Paint): string {
  const about = findings.filter(({ where }) => where === DEPLOYMENT);
  const members = findings.filter(({ where }) => where !== DEPLOYMENT);
  const bad = members.filter(({ state }) => state !== 'right');
  const lines = [
    paint.title('The deployment'),
    ...about.flatMap((finding) => told(finding, '', width, paint)),
    '',
    paint.title('Accounts'),
    ...tableOf(members, paint),
    '',
    ...(bad.length === 0 ? [] : [paint.title('What is wrong there'), ...alike(bad, width, paint), '']),
    summaryOf(findings),
  ];
  return `${lines.join('\n')}\n`;
}

/** A finding, and below it what to do. */
function told(
  { check, state, detail, remedy }: Finding,
  places: string,
  width: number,
  paint: Paint,
): readonly string[] {
  const line = `${sign(state, paint)} ${wrap(`${check}: ${detail}${places}`, width - 2, '  ')}`;
  return remedy === null ? [line] : [line, `  → ${wrap(remedy, width - 4, '    ')}`];
}

/** An account is one line, its regions follow; a check that was not made there is blank. */
function tableOf(findings: readonly Finding[], paint: Paint): readonly string[] {
  const places = [...new Set(findings.map(({ where }) => where))].sort();
  const columns = COLUMNS.filter((check) => findings.some((finding) => finding.check === check));
  const first = Math.max(...places.map((place) => place.length), 0);
  const title = ['', ...columns].map((text, at) => (at === 0 ? ''.padEnd(first) : text)).join(GAP);
  const rows = places.map((place) => {
    const cells = columns.map((check) => {
      const states = findings.filter((each) => each.where === place && each.check === check);
      const worst = (['wrong', 'unknown', 'right'] as const).find((state) =>
        states.some((each) => each.state === state),
      );
      return worst === undefined
        ? ' '.repeat(check.length)
        : sign(worst, paint) + ' '.repeat(check.length - 1);
    });
    return [place.padEnd(first), ...cells].join(GAP).trimEnd();
  });
  return [paint.dim(title), ...rows];
}

/** What is wrong in many places alike is told once, with the places. */
function alike(bad: readonly Finding[], width: number, paint: Paint): readonly string[] {
  const groups = Map.groupBy(bad, ({ check, state, detail, remedy }) =>
    JSON.stringify([check, state, detail, remedy]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const places = group.slice(0, NAMED).map(({ where }) => where);
    const rest = group.length - places.length;
    return told(first, ` (in ${places.join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`, width, paint);
  });
}

function summaryOf(findings: readonly Finding[]): string {
  const amount = (state: Finding['state']) => findings.filter((each) => each.state === state).length;
  return `${amount('right')} right, ${amount('wrong')} wrong, ${amount('unknown')} unknown`;
}

function sign(state: Finding['state'], paint: Paint): string {
  return state === 'right' ? paint.good(SIGNS.right) : paint.warn(SIGNS[state]);
}
