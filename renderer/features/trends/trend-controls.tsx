import type { TrendsSetting } from '../../../shared/contract/rate-trends';
import { SegmentedControl, Select } from '@mantine/core';
import { dimensionName } from '../../../shared/charts/breakdown-chart';
import type { RateTrendsView } from '../../../shared/contract/rate-trends';
import { CONVERSION_BASES, CONVERSIONS, conversionName } from '../../../shared/domain/conversions';
import { FALSE_DISCOVERY_RATES } from '../../../shared/domain/false-discovery';
import { METRICS } from '../../../shared/domain/metrics';
import classes from './trends.module.css';
import { changeTrends } from './trends-setting';

const RATES = CONVERSION_BASES.map((base) => ({
  group: `Of ${METRICS[base].name.toLowerCase()}`,
  items: CONVERSIONS.filter(({ per }) => per === base).map((conversion) => ({
    value: `${conversion.of} ${conversion.per}`,
    label: conversionName(conversion),
  })),
}));

const LEAST = [10, 30, 50, 100, 200, 500];

interface TrendControlsProps {
  readonly trends: TrendsSetting;
  readonly view: RateTrendsView;
}

/** Which rate, of what, over which time; how many make a segment, and how many verdicts may be false. */
export function TrendControls({ trends, view }: TrendControlsProps) {
  const change = (what: Partial<TrendsSetting>): void => changeTrends(trends, what);
  return (
    <div className={classes.controls}>
      <Select
        aria-label="Which rate"
        w={230}
        value={`${trends.of} ${trends.per}`}
        data={RATES}
        onChange={(value) => {
          const chosen = CONVERSIONS.find(({ of, per }) => `${of} ${per}` === value);
          if (chosen) change(chosen);
        }}
      />
      <Select
        aria-label="By what"
        w={176}
        value={trends.dimension}
        data={view.dimensions.map((value) => ({ value, label: `By ${dimensionName(value).toLowerCase()}` }))}
        onChange={(dimension) => {
          if (dimension !== null) change({ dimension });
        }}
      />
      <SegmentedControl
        aria-label="Length of a period"
        value={trends.every}
        onChange={(every) => change({ every })}
        data={[
          { value: 'week', label: 'Weeks' },
          { value: 'month', label: 'Months' },
        ]}
      />
      {view.hasDeliveryDates && (
        <SegmentedControl
          aria-label="Date by which leads stand in their period"
          value={trends.by}
          onChange={(by) => change({ by })}
          data={[
            { value: 'entry', label: 'By entry' },
            { value: 'delivery', label: 'By delivery' },
          ]}
        />
      )}
      <Select
        aria-label="Fewest of a segment"
        w={128}
        value={String(trends.least)}
        data={[...new Set([...LEAST, trends.least])]
          .sort((a, b) => a - b)
          .map((least) => ({ value: String(least), label: `At least ${String(least)}` }))}
        onChange={(least) => change({ least: Number(least) })}
      />
      <Select
        aria-label="Verdicts that may be false"
        w={170}
        value={String(trends.falseRate)}
        data={FALSE_DISCOVERY_RATES.map((rate) => ({
          value: String(rate),
          label: `${String(Math.round(rate * 100))} % may be false`,
        }))}
        onChange={(value) => {
          const falseRate = FALSE_DISCOVERY_RATES.find((rate) => String(rate) === value);
          if (falseRate !== undefined) change({ falseRate });
        }}
      />
    </div>
  );
}
