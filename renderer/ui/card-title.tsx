import type { ReactNode } from 'react';
import classes from './card-title.module.css';

interface CardTitleProps {
  /** For the section that the title names. */
  readonly id?: string;
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** Stands in a row with controls and takes the room that they leave. */
  readonly beside?: boolean;
}

/** What stands over one chart, table or list of a screen, right below the title of the screen. */
export function CardTitle({ id, title, subtitle, beside = false }: CardTitleProps) {
  return (
    <div className={beside ? classes.beside : classes.words}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {subtitle !== undefined && <p className={classes.subtitle}>{subtitle}</p>}
    </div>
  );
}
