import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { formatCount, formatMoney, formatRatio } from '../../../shared/charts/format';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import type { RevenueView } from '../../../shared/contract/revenue';
import { platformTitle, servicesInWords } from '../../../shared/domain/source';
import { open } from './drilling';
import { CardTitle } from '../../ui/card-title';
import classes from './revenue.module.css';
import { changeSplit, type Setting } from './setting';
import { TableSection } from './table-section';

interface PlatformsProps {
  readonly view: RevenueView;
  readonly setting: Setting;
}

/** Spend by platform, which is known, and revenue by platform, which is a model and says so. */
export function Platforms({ view, setting }: PlatformsProps) {
  const { platforms, summary } = view;
  const { currency } = summary;
  if (platforms.rows.length === 0) return <NoAds />;
  return (
    <TableSection
      title="By platform"
      subtitle={`${MODEL_NAMES[view.model]} · ${platforms.explanation}`}
      controls={
        <SegmentedControl
          aria-label="Split the revenue by"
          value={setting.splitBy}
          onChange={changeSplit}
          data={[
            { value: 'spend', label: 'Split by spend' },
            { value: 'clicks', label: 'By clicks' },
          ]}
        />
      }
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Platform</th>
            <th scope="col">Rows</th>
            <th scope="col">Spend, {currency}</th>
            <th scope="col">Impressions</th>
            <th scope="col" title="Rows without a number of impressions">
              blank
            </th>
            <th scope="col">Clicks</th>
            <th scope="col" title="Rows without a number of clicks">
              blank
            </th>
            <th scope="col" data-modelled="true">
              Revenue, {currency} (modelled)
            </th>
            <th scope="col" data-modelled="true">
              ROAS (modelled)
            </th>
          </tr>
        </thead>
        <tbody>
          {platforms.rows.map((row) => (
            <tr key={row.platform}>
              <th scope="row">{platformTitle(row.platform)}</th>
              <td>{formatCount(row.rows)}</td>
              <td>
                <UnstyledButton
                  onClick={() =>
                    open({ what: 'spend', platform: row.platform }, platformTitle(row.platform), 'spend')
                  }
                >
                  {formatMoney(row.spend)}
                </UnstyledButton>
              </td>
              <td>{formatCount(row.impressions)}</td>
              <td data-quiet="true">{formatCount(row.blankImpressions)}</td>
              <td>{formatCount(row.clicks)}</td>
              <td data-quiet="true">{formatCount(row.blankClicks)}</td>
              <td data-modelled="true">{formatMoney(row.revenue)}</td>
              <td data-modelled="true">{formatRatio(row.roas)}</td>
            </tr>
          ))}
          {platforms.notSplit !== 0 && (
            <tr data-apart="true">
              <th scope="row">Not split: campaigns on no platform</th>
              <td colSpan={6} />
              <td data-modelled="true">{formatMoney(platforms.notSplit)}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </TableSection>
  );
}

function NoAds() {
  return (
    <section>
      <CardTitle
        title="By platform"
        subtitle={`No ads export was read, so no spend is known by platform. Add the exports of ${servicesInWords('ads', 'or')} Ads to the folder.`}
      />
    </section>
  );
}
