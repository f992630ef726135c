import { compareChart, comparedBar } from '../../../shared/charts/compare-chart';
import { formatIsoDay } from '../../../shared/charts/format';
import { filtersInWords } from '../../../shared/charts/filter-words';
import type { Compared } from '../../../shared/contract/compare';
import type { EngineRequest } from '../../../shared/contract/engine';
import type { FunnelView } from '../../../shared/contract/funnel';
import type { LeadQualitySummary } from '../../../shared/contract/summary';
import type { ComparedSides } from '../../../shared/contract/grid';
import { METRICS } from '../../../shared/domain/metrics';
import { useEngine } from '../../state/answers';
import { notifyFault } from '../../state/notices';
import { drill } from '../../state/drill';
import { Chart } from '../../ui/chart';
import { FaultNote } from '../../ui/fault-note';
import { Card, Columns } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { settingWords, type Setting } from '../../state/lead-setting';
import { saveChart } from '../saving';
import { ChooseSides } from './choose-sides';
import classes from './compare.module.css';
import { clientWords, markWords, undatedWords, youngSides } from './compare-setting';
import { CompareTable } from './compare-table';
import { KeptComparison } from './kept-comparison';
import { sideNames } from './side-names';

interface ComparedProps {
  readonly sides: ComparedSides;
  readonly setting: Setting;
  /** The funnel without filters: what can be chosen. */
  readonly all: FunnelView;
}

interface CompareProps extends Omit<ComparedProps, 'sides'> {
  readonly sides: Compared;
  readonly summary: LeadQualitySummary;
}

/** Two ways to look at the delivered leads side by side. */
export function Compare({ sides, setting, all, summary }: CompareProps) {
  return (
    <>
      <ChooseSides sides={sides} all={all} />
      {sides.kind === 'kept' ? (
        <KeptComparison sides={sides} setting={setting} summary={summary} />
      ) : (
        <KnownSides sides={sides} setting={setting} all={all} toJudge={summary.toJudge} />
      )}
    </>
  );
}

/** Both sides, and the leads that make the difference. */
function KnownSides({ sides, setting, all, toJudge }: ComparedProps & Pick<LeadQualitySummary, 'toJudge'>) {
  const theme = useChartTheme();
  const request = { ...setting, sides };
  const answer = useEngine('compare', request);
  const names = sideNames(sides, all.trend);
  const young = youngSides(sides, all);
  const marks = [
    ...clientWords(sides, all),
    ...undatedWords(sides, all),
    ...markWords(sides, all, toJudge),
    ...(young
      ? [
          `Leads that entered from ${formatIsoDay(young.from)} on are too young to judge: what ${young.sides.map((side) => names[side]).join(' and ')} will still reach is not in these numbers.`,
        ]
      : []),
  ];
  // The settings of links are the sides themselves.
  const words = [
    sides.kind === 'links' ? setting.basis : settingWords(setting),
    filtersInWords(setting.filters),
  ]
    .filter((part) => part !== '')
    .join(' · ');
  const open = (step: keyof typeof METRICS & EngineRequest<'compareDrill'>['step'], which: Which): void => {
    const title =
      which === 'a' || which === 'b'
        ? `${METRICS[step].name}, ${names[which]}`
        : `${METRICS[step].name}: ${which} from ${names.a} to ${names.b}`;
    void drill('compareDrill', { ...request, step, which }, { title, subtitle: words }).then((fault) => {
      if (fault) notifyFault('drill', fault);
    });
  };
  return (
    <>
      {marks.length > 0 && (
        <div className={classes.notes} role="note">
          {marks.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      )}
      {answer.state === 'failed' && <FaultNote fault={answer.fault} />}
      {answer.state === 'waiting' && <div aria-busy="true" style={{ height: 360 }} />}
      {answer.state === 'ready' && (
        <Columns>
          <Card>
            <Chart
              spec={compareChart(theme, answer.data, names, words)}
              theme={theme}
              onSave={saveChart}
              onSelect={(index) => {
                const bar = comparedBar(answer.data, index);
                if (bar) open(bar.step, bar.side);
              }}
            />
          </Card>
          <Card>
            <CompareTable view={answer.data} names={names} onOpen={open} />
          </Card>
        </Columns>
      )}
    </>
  );
}

type Which = EngineRequest<'compareDrill'>['which'];
