import type { ComponentProps } from 'react';
import type { Thing } from '../../../shared/contract/thing';
import { CardTitle } from '../../ui/card-title';
import { Chart } from '../../ui/chart';
import classes from './thing.module.css';
import { ThingFrame } from './thing-frame';
import { NoteMark, ThingItems, ThingMenu } from './thing-menu';

type ChartProps = ComponentProps<typeof Chart>;

interface NotedChartProps extends ChartProps {
  readonly of: Thing;
  /** What it is called away from its place, where its title alone says too little. */
  readonly name?: string;
}

/** A chart that notes can be on and the board can hold. */
export function NotedChart({ of, name, ...chart }: NotedChartProps) {
  const title = name ?? chart.spec.title;
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
