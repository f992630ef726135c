import { formatCount, formatMoney } from '../../../shared/charts/format';
import type { Figure, GridQuery } from '../../../shared/contract/grid';
import { useCall } from '../../state/calls';
import { FaultNote } from '../../ui/fault-note';
import classes from './drill-panel.module.css';

interface PanelFiguresProps {
  readonly query: GridQuery;
  readonly figures: readonly Figure[];
}

/** What the number that was clicked is of the rows, where it is not how many they are. */
export function PanelFigures({ query, figures }: PanelFiguresProps) {
  const { data, fault } = useCall('figures', { query, figures: [...figures] });
  if (fault) return <FaultNote fault={fault} />;
  return (
    <dl className={classes.figures} aria-busy={data ? undefined : true}>
      {figures.map(({ label }, index) => {
        const found = data?.[index];
        return (
          <div key={label} data-figure>
            <dt>{label}</dt>
            <dd>
              {found ? (found.kind === 'money' ? formatMoney(found.value) : formatCount(found.value)) : ''}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
