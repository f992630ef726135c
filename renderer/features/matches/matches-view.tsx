import { IconAffiliate } from '@tabler/icons-react';
import { allRows } from '../../../shared/contract/grid';
import { tierChart, weightBins, weightChart } from '../../../shared/charts/matches-charts';
import { LINK_WORDS, TIER_WORDS } from '../../../shared/domain/words/lead-words';
import { formatCount, formatNumber } from '../../../shared/charts/format';
import type { MatchesView as MatchesData } from '../../../shared/contract/matches';
import { TIERS, type LinkSetting, type Tier } from '../../../shared/domain/lead-quality';
import { valueOf } from '../../../shared/domain/metric-value';
import { METRICS } from '../../../shared/domain/metrics';
import { useEngine, useOutcome } from '../../state/answers';
import { drill, showRows } from '../../state/drill';
import { goTo } from '../../state/navigation';
import { Card, Columns, Page } from '../../ui/page';
import { RateText } from '../../ui/rate-text';
import { Tile } from '../../ui/tile';
import { useChartTheme } from '../../ui/use-chart-theme';
import { Answered } from '../waiting';
import { NeedsAnswer } from '../needs-run';
import { NotedChart } from '../notes/noted';
import { saveChart } from '../saving';
import { LinksGrid } from './links-grid';
import classes from './matches.module.css';
import { Reasons } from './reasons';
import { WeightModelNote } from './weight-model-note';
import { Worklists } from './worklists';

/** How the records of the CRM link to delivered leads, how sure that is, and why some do not. */
export function MatchesView() {
  return (
    <NeedsAnswer
      question="leadQuality"
      icon={<IconAffiliate size={20} aria-hidden="true" />}
      purpose="Matches shows how CRM records link to delivered leads, by hashed e-mail and phone."
    >
      {() => <Matches />}
    </NeedsAnswer>
  );
}

function Matches() {
  const answer = useEngine('matches', {});
  return (
    <Answered title="Matches" answer={answer}>
      {(view) => <MatchesPage view={view} />}
    </Answered>
  );
}

const LINKS_TABLE = 'links';
const TIERS_TABLE = 'int_identity_tiers';

/** The identities of a tier: one can have several links, or none. */
const showTier = (tier: Tier): void =>
  showRows(
    TIER_WORDS[tier].name,
    TIER_WORDS[tier].meaning,
    { ...allRows(TIERS_TABLE), filters: [{ op: 'equals', column: 'tier', value: tier }] },
    'identities',
  );

/** Least difference of two weights as the table has them, in bits. */
const STEP = 0.001;

/** The links of one bin, of one tier where a part of its bar was hit. */
function showWeights(view: MatchesData, index: number, series: string | null): void {
  const bin = weightBins(view.weights)[index];
  if (!bin) return;
  const [low, high] = bin;
  const tier = TIERS.find((known) => known === series);
  showRows(
    `Links from ${formatNumber(low)} to ${formatNumber(high)} bits${tier ? `: ${TIER_WORDS[tier].name}` : ''}`,
    'every link with the parts of its weight',
    {
      ...allRows(LINKS_TABLE),
      filters: [
        { op: 'between', column: 'weight', low, high: high - STEP / 2 },
        ...(tier ? [{ op: 'equals' as const, column: 'tier', value: tier }] : []),
      ],
    },
    'link_weight',
  );
}

function MatchesPage({ view }: { readonly view: MatchesData }) {
  const theme = useChartTheme();
  const shownTiers = TIERS.filter((tier) => view.tiers.some((t) => t.tier === tier));
  return (
    <Page
      title="Matches"
      lead="An identity is a distinct lead number, e-mail hash and phone hash of the reports; a link leads from it to a delivered lead."
    >
      <Tiles view={view} />
      <Columns>
        <Card span={6}>
          <NotedChart
            of={{ kind: 'matchesChart', chart: 'tiers' }}
            spec={tierChart(theme, view.tiers)}
            theme={theme}
            onSave={saveChart}
            onSelect={(index) => {
              const tier = shownTiers[index];
              if (tier) showTier(tier);
            }}
            onShowRows={() => showRows('Identities', 'with their tiers', allRows(TIERS_TABLE), 'identities')}
          />
        </Card>
        <Card span={6}>
          <NotedChart
            of={{ kind: 'matchesChart', chart: 'weights' }}
            spec={weightChart(theme, view.weights, view.weightModel)}
            theme={theme}
            onSave={saveChart}
            onSelect={(index, _from, series) => showWeights(view, index, series)}
            onShowRows={() =>
              showRows(
                'Links',
                'every link with the parts of its weight',
                allRows(LINKS_TABLE),
                'link_weight',
              )
            }
          />
        </Card>
        <Card>
          <WeightModelNote model={view.weightModel} />
        </Card>
        <Card span={7}>
          <Reasons view={view} />
        </Card>
        <Card span={5}>
          <Worklists worklists={view.worklists} />
        </Card>
        <Card>
          <LinksGrid table={LINKS_TABLE} />
        </Card>
      </Columns>
    </Page>
  );
}

function Tiles({ view }: { readonly view: MatchesData }) {
  const { delivered } = view;
  const pairs = useOutcome()?.summary.revenue?.review.open ?? 0;
  const { linked, strict, likely } = view.matchedLeads;
  const open = (links: LinkSetting) => () =>
    void drill(
      'drill',
      { basis: 'ever', links, stage: 'matched', within: null },
      { title: `Matched leads, ${links}`, subtitle: `ever · ${links}` },
    );
  return (
    <div className={classes.tiles}>
      <Tile
        metricId="matched"
        label="Matched leads, likely"
        value={formatCount(likely)}
        detail={<RateText rate={valueOf(METRICS.match_rate, { matched: likely, delivered })} />}
        notes={[LINK_WORDS.likely]}
        onClick={open('likely')}
      />
      <Tile
        metricId="matched"
        label="Matched leads, linked"
        value={formatCount(linked)}
        detail={<RateText rate={valueOf(METRICS.match_rate, { matched: linked, delivered })} />}
        notes={[`of ${formatCount(view.delivered)} delivered`]}
        onClick={open('linked')}
      />
      <Tile
        metricId="matched"
        label="Matched leads, strict"
        value={formatCount(strict)}
        detail={<RateText rate={valueOf(METRICS.match_rate, { matched: strict, delivered })} />}
        notes={[LINK_WORDS.strict]}
        onClick={open('strict')}
      />
      <Tile
        metricId="identities"
        label="Identities"
        value={formatCount(view.tiers.reduce((sum, t) => sum + t.identities, 0))}
        onClick={() => showRows('Identities', 'with their tiers', allRows(TIERS_TABLE), 'identities')}
      />
      <Tile
        metricId="open_reviews"
        label="Open reviews"
        value={formatCount(view.toJudge.items)}
        notes={[
          `with ${formatCount(view.toJudge.identities)} identities to judge`,
          ...(pairs === 0 ? [] : [`and ${formatCount(pairs)} ${pairs === 1 ? 'pair' : 'pairs'} of people`]),
        ]}
        onClick={() => goTo('review')}
      />
    </div>
  );
}
