import type { ReactNode } from 'react';
import { useId } from 'react';
import { CardTitle } from '../../ui/card-title';
import classes from './revenue.module.css';

interface TableSectionProps {
  readonly title: string;
  readonly subtitle: ReactNode;
  readonly controls?: ReactNode;
  /** A table; it scrolls within. */
  readonly children: ReactNode;
}

/** A heading with a table of numbers that scrolls within its card. */
export function TableSection({ title, subtitle, controls, children }: TableSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className={classes.head}>
        <CardTitle id={id} title={title} subtitle={subtitle} beside />
        {controls}
      </div>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={title}>
        {children}
      </div>
    </section>
  );
}
