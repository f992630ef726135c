import { Tooltip, UnstyledButton } from '@mantine/core';
import { formatCount } from '../../../shared/charts/format';
import type { FunnelView } from '../../../shared/contract/funnel';
import { FUNNEL_KEYS, type FunnelKey } from '../../../shared/contract/summary';
import { FUNNEL_STAGES, type Basis, type LinkSetting } from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import { Fragment } from 'react';
import { BASIS_WORDS, LINK_WORDS } from '../../../shared/domain/words/lead-words';
import { drillStep } from './drill-step';
import { CardTitle } from '../../ui/card-title';
import classes from './funnel.module.css';
import { changeSetting, type Setting } from '../../state/lead-setting';

const SETTINGS: { readonly [K in FunnelKey]: { readonly basis: Basis; readonly links: LinkSetting } } = {
  ever_linked: { basis: 'ever', links: 'linked' },
  ever_strict: { basis: 'ever', links: 'strict' },
  latest_linked: { basis: 'latest', links: 'linked' },
  latest_strict: { basis: 'latest', links: 'strict' },
};

interface CountedFiveWaysProps {
  readonly view: FunnelView;
  readonly setting: Setting;
}

/** The same funnel under every setting, and as the older script counted it. */
export function CountedFiveWays({ view, setting: { filters } }: CountedFiveWaysProps) {
  const rows = view.snapshotRows;
  const current = view.key;
  return (
    <section aria-labelledby="five-ways">
      <CardTitle
        id="five-ways"
        title="The same leads, counted five ways"
        subtitle="leads that reached each stage; the last line counts rows, not leads"
      />
      <table className={classes.ways}>
        <thead>
          <tr>
            <th scope="col">Basis · links</th>
            {FUNNEL_STAGES.map((stage) => (
              <th key={stage} scope="col" title={METRICS[stage].name}>
                {METRICS[stage].stage.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FUNNEL_KEYS.map((key) => {
            const setting = { ...SETTINGS[key], filters };
            return (
              <tr key={key} data-current={key === current}>
                <th scope="row">
                  <UnstyledButton onClick={() => changeSetting(SETTINGS[key])} aria-pressed={key === current}>
                    {setting.basis} · {setting.links}
                  </UnstyledButton>
                </th>
                {FUNNEL_STAGES.map((stage) => (
                  <td key={stage}>
                    <UnstyledButton onClick={() => drillStep(setting, stage)}>
                      {formatCount(view.ways[key][stage])}
                    </UnstyledButton>
                  </td>
                ))}
              </tr>
            );
          })}
          <tr className={classes.older}>
            <th scope="row">
              <Tooltip label="Rows of all snapshots, counted as if each were a lead. Snapshots repeat the same leads, so this is not a number of leads; it is kept to compare with older figures.">
                <span tabIndex={0}>
                  how the older script counted{filters.length > 0 && ', all rows: no filter holds for it'}
                </span>
              </Tooltip>
            </th>
            {FUNNEL_STAGES.map((stage) => (
              <td key={stage}>{formatCount(rows[stage])}</td>
            ))}
          </tr>
        </tbody>
      </table>
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
