import { formatSentence } from '../../../shared/charts/format';
import { thingChart } from '../../../shared/charts/thing-chart';
import { numberWords } from '../../../shared/charts/thing-figure';
import { thingBasis } from '../../../shared/charts/thing-words';
import type { Thing, ThingTable, ThingView } from '../../../shared/contract/thing';
import { SEVERITY_WORDS } from '../../../shared/domain/words/severity-words';
import { useOutcome } from '../../state/answers';
import { useGoToThing } from '../../state/things';
import { CardTitle } from '../../ui/card-title';
import { HatchedMark } from '../../ui/hatched-mark';
import { MarkedText } from '../../ui/marked-text';
import { TwinTable } from '../../ui/twin-table';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { NoteMark } from '../notes/thing-menu';
import { saveChart } from '../saving';
import classes from './board.module.css';

interface PinnedProps {
  readonly of: Thing;
  /** What it was called when it was pinned. */
  readonly title: string;
}

interface ThereProps extends PinnedProps {
  readonly view: Extract<ThingView, { state: 'there' }>;
}

/** What is pinned, as the data of the last run have it; what they do not have says why. */
export function PinnedThing({ of, title, view }: PinnedProps & { readonly view: ThingView | null }) {
  if (view === null) return <div className={classes.waiting} aria-busy="true" />;
  if (view.state === 'gone') {
    return (
      <div className={classes.gone}>
        <CardTitle title={title} subtitle={thingBasis(of)} />
        <p role="note">{view.why}</p>
      </div>
    );
  }
  const { data } = view;
  if (data?.kind === 'finding') return <PinnedFinding of={of} title={view.title} place={data.place} />;
  if (data?.kind === 'table') return <PinnedTable of={of} title={view.title} table={data.table} />;
  if (data?.kind === 'figure' || data?.kind === 'rows')
    return <PinnedNumber of={of} title={title} view={view} />;
  return <PinnedChart of={of} title={title} view={view} />;
}

function PinnedNumber({ of, title, view }: ThereProps) {
  const goToThing = useGoToThing();
  const [value, ...others] = view.numbers;
  return (
    <div className={classes.figure}>
      <div className={classes.figureHead}>
        <span>{of.kind === 'rows' ? title : view.title}</span>
        <NoteMark of={of} title={view.title} />
      </div>
      <button type="button" className={classes.value} onClick={() => goToThing(of)}>
        {value ? numberWords(value) : ''}
      </button>
      {others.map((other) => (
        <span key={other.label}>{`${numberWords(other)} ${other.label}`}</span>
      ))}
      {view.marks.map((mark) => (
        <HatchedMark key={mark} words={mark} />
      ))}
      <span className={classes.basis}>{thingBasis(of)}</span>
    </div>
  );
}

function PinnedChart({ of, view }: ThereProps) {
  const theme = useChartTheme();
  const goToThing = useGoToThing();
  const spec = view.data && thingChart(theme, of, view.data);
  if (!spec) return null;
  const basis = thingBasis(of);
  return (
    <NotedChart
      of={of}
      spec={{
        ...spec,
        subtitle:
          basis === '' || spec.subtitle.includes(basis) ? spec.subtitle : `${basis} · ${spec.subtitle}`,
      }}
      theme={theme}
      onSave={saveChart}
      onSelect={() => goToThing(of)}
    />
  );
}

/** Pixels that a table takes; it scrolls within. */
const TABLE_HEIGHT = 320;

function PinnedTable({ of, title, table }: PinnedProps & { readonly table: ThingTable }) {
  const { columns, rows, total, note } = table;
  const basis = thingBasis(of);
  return (
    <section aria-label={title}>
      <div className={classes.figureHead}>
        <CardTitle title={title} subtitle={[basis, note].filter((part) => part !== '').join('. ')} beside />
        <NoteMark of={of} title={title} />
      </div>
      <TwinTable
        twin={{ columns, rows: total ? [total, ...rows] : rows }}
        caption={`${title}. ${basis}`}
        height={TABLE_HEIGHT}
      />
    </section>
  );
}

function PinnedFinding({ of, title, place }: PinnedProps & { readonly place: number }) {
  const finding = useOutcome()?.findings[place];
  if (!finding) return null;
  return (
    <div className={classes.finding}>
      <div className={classes.figureHead}>
        <CardTitle title={title} subtitle={SEVERITY_WORDS[finding.severity].one} beside />
        <NoteMark of={of} title={title} />
      </div>
      <p>
        <MarkedText text={formatSentence(finding.sentence)} />
      </p>
    </div>
  );
}
