import { Button, CloseButton, MultiSelect, TextInput } from '@mantine/core';
import { campaignWords, revenuePeriodWords } from '../../../shared/charts/revenue-words';
import type { RevenueFilters } from '../../../shared/contract/revenue';
import { clearRevenueFilters, setCampaigns, setPeriod } from '../../state/revenue-filters';
import { FilterPopover } from '../filters/filter-popover';
import filterClasses from '../filters/filters.module.css';

interface RevenueFilterBarProps {
  readonly filters: RevenueFilters | undefined;
  /** All campaigns, whatever the screen is narrowed to. */
  readonly campaigns: readonly string[];
}

/** What revenue is narrowed to, a chip each, and what that cannot narrow. */
export function RevenueFilterBar({ filters, campaigns }: RevenueFilterBarProps) {
  return (
    <div className={filterClasses.bar} role="group" aria-label="Filters">
      <AddRevenueFilter filters={filters} campaigns={campaigns} />
      {filters && (filters.from !== null || filters.to !== null) && (
        <Chip words={`Period: ${revenuePeriodWords(filters)}`} onRemove={() => setPeriod(null, null)} />
      )}
      {filters && filters.campaigns.length > 0 && (
        <Chip words={`Campaign: ${campaignWords(filters.campaigns)}`} onRemove={() => setCampaigns([])} />
      )}
      {filters ? (
        <>
          <Button variant="subtle" size="compact-sm" onClick={clearRevenueFilters}>
            Clear all
          </Button>
          <span className={filterClasses.hint}>{notNarrowed(filters)}</span>
        </>
      ) : (
        <span className={filterClasses.hint}>
          Drag over days, weeks or campaigns, or click one with Shift, to narrow the screen to them. Revenue
          is not known by platform, so that is no filter.
        </span>
      )}
    </div>
  );
}

/** What the filters leave as it is, and why. */
function notNarrowed({ from, to, campaigns }: RevenueFilters): string {
  const parts = [
    'Not narrowed: people, customers, their statuses and join coverage, which have no date or campaign',
    ...(campaigns.length > 0 ? ['what was invoiced, which is no campaign’s until a model credits it'] : []),
    ...(from !== null || to !== null ? ['leads of a campaign, so no cost per lead is given'] : []),
  ];
  return `${parts.join('; ')}.`;
}

function Chip({ words, onRemove }: { readonly words: string; readonly onRemove: () => void }) {
  return (
    <span className={filterClasses.chip}>
      <span className={filterClasses.words} title={words}>
        {words}
      </span>
      <CloseButton size="xs" aria-label={`Remove the filter ${words}`} onClick={onRemove} />
    </span>
  );
}

function AddRevenueFilter({ filters, campaigns }: RevenueFilterBarProps) {
  const [from, to] = [filters?.from ?? null, filters?.to ?? null];
  const day = (text: string): string | null => (text === '' ? null : text);
  return (
    <FilterPopover width={300}>
      <TextInput
        type="date"
        label="From"
        value={from ?? ''}
        max={to ?? undefined}
        onChange={(event) => setPeriod(day(event.currentTarget.value), to)}
      />
      <TextInput
        mt={8}
        type="date"
        label="To"
        value={to ?? ''}
        min={from ?? undefined}
        onChange={(event) => setPeriod(from, day(event.currentTarget.value))}
      />
      <MultiSelect
        mt={8}
        label="Campaigns"
        searchable
        limit={200}
        comboboxProps={{ withinPortal: false }}
        value={[...(filters?.campaigns ?? [])]}
        data={[...campaigns]}
        onChange={setCampaigns}
      />
    </FilterPopover>
  );
}
