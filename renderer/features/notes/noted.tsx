import type { ComponentProps } from 'react';
import type { Thing } from '../../../shared/contract/thing';
import { CardTitle } from '../../ui/card-title';
import { Chart } from '../../ui/chart';
import classes from './thing.module.css';
import { ThingFrame } from './thing-frame';
import { NoteMark, ThingItems, ThingMenu } from './thing-menu';

type ChartProps = ComponentProps<typeof Chart>;

/** A chart that notes can be on and the board can hold. */
export function NotedChart({ of, ...chart }: ChartProps & { readonly of: Thing }) {
  const { title } = chart.spec;
  return (
    <ThingFrame of={of} title={title}>
      <Chart
        {...chart}
        marks={<NoteMark of={of} title={title} />}
        menuItems={<ThingItems of={of} title={title} />}
      />
    </ThingFrame>
  );
}

interface NotedTitleProps extends ComponentProps<typeof CardTitle> {
  readonly of: Thing;
  readonly title: string;
}

/** The title of a table that notes can be on and the board can hold. */
export function NotedTitle({ of, ...title }: NotedTitleProps) {
  return (
    <div className={classes.head}>
      <CardTitle {...title} beside />
      <ThingMenu of={of} title={title.title} />
    </div>
  );
}
