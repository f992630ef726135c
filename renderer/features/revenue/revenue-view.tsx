import { sourcesOf } from '../../../shared/domain/source';
import { Select } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { formatCount } from '../../../shared/charts/format';
import { MODEL_MEANINGS, MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import type { RunOutcome } from '../../../shared/contract/run';
import type { RevenueView as RevenueData } from '../../../shared/contract/revenue';
import { ATTRIBUTION_MODELS } from '../../../shared/domain/attribution';
import { useEngine } from '../../state/answers';
import { Card, Columns, Page } from '../../ui/page';
import { MissingList } from '../../ui/missing-list';
import { NeedsAnswer } from '../needs-run';
import { useLast } from '../use-last';
import { Answered } from '../waiting';
import { CampaignCosts } from './campaign-costs';
import { CampaignModels } from './campaign-models';
import { Coverage } from './coverage';
import { Headline } from './headline';
import { People } from './people';
import { Platforms } from './platforms';
import { ReturnCharts } from './return-charts';
import { RevenueFilterBar } from './revenue-filter-bar';
import classes from './revenue.module.css';
import { changeModel, useSetting, type Setting } from './setting';

/** Which campaign brought the money, under every model, and how far that can be followed. */
export function RevenueView() {
  return (
    <NeedsAnswer
      question="revenue"
      icon={<IconCoins size={20} aria-hidden="true" />}
      purpose="Revenue credits each invoice to campaigns and sets it against what they cost."
    >
      {(outcome) => <Revenue outcome={outcome} />}
    </NeedsAnswer>
  );
}

function Revenue({ outcome }: { readonly outcome: RunOutcome }) {
  const setting = useSetting();
  const answer = useLast(useEngine('revenue', setting));
  // What can be chosen does not depend on what is chosen.
  const all = useEngine('revenue', { model: setting.model, splitBy: setting.splitBy });
  return (
    <Answered title="Revenue" answer={answer}>
      {(view) => (
        <div aria-busy={answer.isStale} style={{ display: 'contents' }}>
          <RevenuePage
            view={view}
            setting={setting}
            campaigns={(all.data ?? view).campaigns.map((row) => row.campaign_id)}
            lacks={lacksOf(outcome)}
          />
        </div>
      )}
    </Answered>
  );
}

/** What this question lacks and what that costs. */
const lacksOf = ({ findings }: RunOutcome): readonly string[] =>
  findings
    .filter(
      ({ code, source }) =>
        code === 'missing_source' &&
        source !== null &&
        sourcesOf('people', 'invoices', 'touches', 'ads').includes(source),
    )
    .map(({ message }) => message);

interface RevenuePageProps {
  readonly view: RevenueData;
  readonly setting: Setting;
  /** All campaigns, for the choice of a filter. */
  readonly campaigns: readonly string[];
  readonly lacks: readonly string[];
}

function RevenuePage({ view, setting, campaigns, lacks }: RevenuePageProps) {
  const { summary } = view;
  return (
    <Page
      title="Revenue"
      lead={`${view.filters ? 'Narrowed: ' : ''}${formatCount(summary.invoices)} invoices in ${summary.currency}. Every model credits each of them in full, to campaigns or to nobody, with touches of the ${formatCount(view.windowDays)} days before.`}
      actions={<ModelChoice setting={setting} />}
    >
      <MissingList sentences={lacks} />
      <RevenueFilterBar filters={setting.filters} campaigns={campaigns} />
      <Headline view={view} />
      <Columns>
        <Card>
          <CampaignModels view={view} />
        </Card>
        <ReturnCharts view={view} />
        <Card span={5} roomy>
          <Coverage view={view} />
        </Card>
        <Card>
          <CampaignCosts view={view} />
        </Card>
        <Card>
          <Platforms view={view} setting={setting} />
        </Card>
        <People view={view} />
      </Columns>
    </Page>
  );
}

function ModelChoice({ setting }: { readonly setting: Setting }) {
  return (
    <Select
      aria-label="Attribution model"
      w={190}
      value={setting.model}
      data={ATTRIBUTION_MODELS.map((model) => ({ value: model, label: MODEL_NAMES[model] }))}
      renderOption={({ option }) => {
        const model = ATTRIBUTION_MODELS.find((known) => known === option.value);
        return (
          <span className={classes.model}>
            {option.label}
            {model && <small>{MODEL_MEANINGS[model]}</small>}
          </span>
        );
      }}
      comboboxProps={{ width: 300, position: 'bottom-end' }}
      onChange={(value) => {
        const model = ATTRIBUTION_MODELS.find((known) => known === value);
        if (model) changeModel(model);
      }}
    />
  );
}
