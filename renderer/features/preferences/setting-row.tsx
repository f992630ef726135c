import { useId, type ReactNode } from 'react';
import classes from './preferences.module.css';

interface SettingGroupProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** Settings that belong together. */
export function SettingGroup({ title, lead, children }: SettingGroupProps) {
  const id = useId();
  return (
    <section className={classes.group} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      <div className={classes.rows}>{children}</div>
    </section>
  );
}

interface SettingProps {
  readonly name: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One setting: what it is, what it does, and its control. */
export function Setting({ name, hint, children }: SettingProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <span className={classes.name}>{name}</span>
        {hint !== undefined && <span className={classes.hint}>{hint}</span>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  );
}
