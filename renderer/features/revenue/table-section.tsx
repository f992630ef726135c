import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Thing } from '../../../shared/contract/thing';
import { CardTitle } from '../../ui/card-title';
import { ThingMenu } from '../notes/thing-menu';
import classes from './revenue.module.css';

interface TableSectionProps {
  readonly title: string;
  readonly subtitle: ReactNode;
  readonly controls?: ReactNode;
  /** What notes on it are on. */
  readonly of?: Thing;
  /** A table; it scrolls within. */
  readonly children: ReactNode;
}

/** A heading with a table of numbers that scrolls within its card. */
export function TableSection({ title, subtitle, controls, of, children }: TableSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className={classes.head}>
        <CardTitle id={id} title={title} subtitle={subtitle} beside />
        {controls}
        {of && <ThingMenu of={of} title={title} />}
      </div>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={title}>
        {children}
      </div>
    </section>
  );
}
