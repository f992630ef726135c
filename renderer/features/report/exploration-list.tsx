import { ActionIcon } from '@mantine/core';
import { IconArrowUp, IconTerminal2, IconTrash } from '@tabler/icons-react';
import type { Exploration } from '../../../shared/contract/exploration';
import { raiseExploration, removeExploration, useExplorations } from '../../state/explorations';
import { goTo } from '../../state/navigation';
import { runSql, writeSql } from '../../state/sql';
import classes from './exploration-list.module.css';

const SHOWN: { readonly [K in Exploration['shown']['kind']]: string } = {
  rows: 'table',
  chart: 'chart',
  pivot: 'pivot table',
};

function openSql(sql: string): void {
  writeSql(sql);
  goTo('explore', { view: 'sql' });
  void runSql();
}

/** What of Explore stands in the report, in its order. */
export function ExplorationList() {
  const explorations = useExplorations();
  if (explorations.length === 0) {
    return (
      <p className={classes.none}>
        Tables and charts of Explore stand here once they are added to the report.
      </p>
    );
  }
  return (
    <ul className={classes.list} aria-label="Explorations">
      {explorations.map(({ id, title, sql, shown }, at) => (
        <li key={id} className={classes.item}>
          <span className={classes.title} title={title}>
            {title} <span className={classes.kind}>{SHOWN[shown.kind]}</span>
          </span>
          <ActionIcon
            size={24}
            aria-label={`Move ${title} up`}
            disabled={at === 0}
            onClick={() => void raiseExploration(id)}
          >
            <IconArrowUp size={14} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon size={24} aria-label={`Open the SQL of ${title}`} onClick={() => openSql(sql)}>
            <IconTerminal2 size={14} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label={`Take ${title} out of the report`}
            onClick={() => void removeExploration(id)}
          >
            <IconTrash size={14} aria-hidden="true" />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
