import { VERDICTS } from '../domain/trend-verdict';
import { VERDICT_WORDS } from '../domain/words/trend-words';
import { plotArea } from './axes';
import type { ChartSpec } from './chart-spec';
import type { ChartTheme } from './chart-theme';
import { formatCount } from './format';
import { baseOption } from './parts';
import {
  countColumns,
  panelHeight,
  panelSeries,
  panelWords,
  periodAxis,
  TWIN_HEAD,
  twinRows,
  type TrendPanel,
  type TrendScale,
} from './trend-panels';

/** Names said of each verdict. */
const NAMED = 6;

function panelsInWords(panels: readonly TrendPanel[]): string {
  const said = VERDICTS.flatMap((verdict) => {
    const own = panels.filter((panel) => panel.verdict === verdict).map(({ title }) => title);
    const more = own.length - NAMED;
    const names = `${own.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
    return own.length === 0 ? [] : [`${VERDICT_WORDS[verdict].full}: ${names}.`];
  });
  return said.length === 0 ? 'No segment is judged.' : said.join(' ');
}

const ROW = 132;

/**
 * Several panels in one picture, for paper.
 * @param columns beside each other
 */
export function trendPanelsChart(
  theme: ChartTheme,
  panels: readonly TrendPanel[],
  scale: TrendScale,
  words: { readonly title: string; readonly subtitle: string },
  columns = 3,
): ChartSpec {
  const width = 100 / columns;
  return {
    ...words,
    subtitle: `${words.subtitle} · ${panelWords(scale)}`,
    option: {
      ...baseOption(theme),
      grid: panels.map((_, at) => ({
        ...plotArea({ top: Math.floor(at / columns) * ROW + 30, right: 0, bottom: 0, left: 0 }),
        left: `${String((at % columns) * width)}%`,
        right: 'auto',
        bottom: 'auto',
        width: `${String(width - 3)}%`,
        height: ROW - 44,
      })),
      xAxis: panels.map((_, at) => ({ ...periodAxis(theme, scale.periods), gridIndex: at })),
      yAxis: panels.map((panel, at) => ({
        ...panelHeight(theme, scale),
        gridIndex: at,
        name: `${panel.title} · ${panel.verdict === null ? 'Not judged' : VERDICT_WORDS[panel.verdict].short}`,
        nameTextStyle: { color: theme.text, fontSize: 11, fontWeight: 600 as const, align: 'left' as const },
        nameGap: 10,
      })),
      series: panels.flatMap((panel, at) => panelSeries(theme, panel, scale, at)),
    },
    twin: {
      columns: [{ label: 'Segment', kind: 'text' }, ...TWIN_HEAD, ...countColumns(scale.conversion)],
      rows: panels.flatMap((panel) => twinRows(panel, scale).map((row) => [panel.title, ...row])),
    },
    summary: panelsInWords(panels),
    height: Math.max(1, Math.ceil(panels.length / columns)) * ROW,
  };
}
