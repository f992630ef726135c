import { Tooltip } from '@mantine/core';
import { Fragment } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { FunnelView } from '../../../shared/contract/funnel';
import { FUNNEL_KEYS, type FunnelKey } from '../../../shared/contract/summary';
import { FUNNEL_STAGES, type Basis, type LinkSetting } from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import { BASIS_WORDS, LINK_WORDS } from '../../../shared/domain/words/lead-words';
import { changeSetting, type Setting } from '../../state/lead-setting';
import { CellButton } from '../../ui/cell-button';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { NotedTitle } from '../notes/noted';
import { leadTable } from '../notes/things-of';
import { drillStep } from './drill-step';
import classes from './funnel.module.css';

const SETTINGS: { readonly [K in FunnelKey]: { readonly basis: Basis; readonly links: LinkSetting } } = {
  ever_linked: { basis: 'ever', links: 'linked' },
  ever_strict: { basis: 'ever', links: 'strict' },
  ever_likely: { basis: 'ever', links: 'likely' },
  latest_linked: { basis: 'latest', links: 'linked' },
  latest_strict: { basis: 'latest', links: 'strict' },
  latest_likely: { basis: 'latest', links: 'likely' },
};

/** A way to count: a setting, or the rows of all snapshots, which are no leads. */
type Way = FunnelKey | 'rows';
const WAYS: readonly Way[] = [...FUNNEL_KEYS, 'rows'];

interface CountedWaysProps {
  readonly view: FunnelView;
  readonly setting: Setting;
}

const columns = (view: FunnelView, filters: Setting['filters']): readonly NumberColumn<Way>[] => [
  {
    label: 'Basis · links',
    cell: (way) =>
      way === 'rows' ? (
        <OlderScript isNarrowed={filters.length > 0} />
      ) : (
        <CellButton onOpen={() => changeSetting(SETTINGS[way])} isPressed={way === view.key}>
          {SETTINGS[way].basis} · {SETTINGS[way].links}
        </CellButton>
      ),
  },
  ...FUNNEL_STAGES.map((stage): NumberColumn<Way> => ({
    label: METRICS[stage].stage.short,
    definition: METRICS[stage].definition,
    tone: (way) => (way === 'rows' ? 'quiet' : undefined),
    cell: (way) => formatCount(way === 'rows' ? view.snapshotRows[stage] : view.ways[way][stage]),
    open: (way) => (way === 'rows' ? undefined : () => drillStep({ ...SETTINGS[way], filters }, stage)),
  })),
];

/** The same funnel under every setting, and as the older script counted it. */
export function CountedWays({ view, setting }: CountedWaysProps) {
  const { filters } = setting;
  return (
    <section aria-labelledby="counted-ways">
      <NotedTitle
        of={leadTable('ways', setting)}
        id="counted-ways"
        title="The same leads, counted seven ways"
        subtitle="leads that reached each stage; the last line counts rows, not leads"
      />
      <div className={classes.ways}>
        <NumberTable
          columns={columns(view, filters)}
          rows={WAYS}
          rowKey={(way) => way}
          isCurrent={(way) => way === view.key}
          isApart={(way) => way === 'rows'}
        />
      </div>
      <dl className={classes.meanings}>
        {[...Object.entries(BASIS_WORDS), ...Object.entries(LINK_WORDS)].map(([term, meaning]) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

const OlderScript = ({ isNarrowed }: { readonly isNarrowed: boolean }) => (
  <Tooltip label="Rows of all snapshots, counted as if each were a lead. Snapshots repeat the same leads, so this is not a number of leads; it is kept to compare with older figures.">
    <span tabIndex={0} className={classes.older}>
      how the older script counted{isNarrowed && ', all rows: no filter holds for it'}
    </span>
  </Tooltip>
);
