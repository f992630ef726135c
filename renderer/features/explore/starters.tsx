import { Button, Menu } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { StarterQuery } from '../../../shared/contract/explore';
import { useEngine } from '../../state/answers';
import { runSql, writeSql } from '../../state/sql';
import classes from './sql.module.css';

const QUESTIONS: Readonly<Record<StarterQuery['question'], string>> = {
  leadQuality: 'Lead quality',
  revenue: 'Leads and revenue',
};

const ask = ({ sql }: StarterQuery): void => {
  writeSql(sql);
  void runSql();
};

function useStarters() {
  const starters = useEngine('starterQueries', {}).data ?? [];
  return (['leadQuality', 'revenue'] as const)
    .map((question) => ({
      name: QUESTIONS[question],
      starters: starters.filter((starter) => starter.question === question),
    }))
    .filter((group) => group.starters.length > 0);
}

/** Questions whose queries are there, in a menu. */
export function StarterMenu() {
  const groups = useStarters();
  return (
    <Menu width={380} position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconBulb size={14} aria-hidden="true" />}
          disabled={groups.length === 0}
        >
          Questions
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.list ?? ''}>
        {groups.map(({ name, starters }) => (
          <div key={name} role="group" aria-label={name}>
            <Menu.Label>{name}</Menu.Label>
            {starters.map((starter) => (
              <Menu.Item key={starter.title} onClick={() => ask(starter)}>
                {starter.title}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same where no query was run yet: what could be asked. */
export function StarterList() {
  return (
    <div className={classes.starters}>
      {useStarters().map(({ name, starters }) => (
        <section key={name} aria-label={name}>
          <h2 className={classes.startersTitle}>{name}</h2>
          <ul className={classes.startersList}>
            {starters.map((starter) => (
              <li key={starter.title}>
                <button type="button" className={classes.starter} onClick={() => ask(starter)}>
                  {starter.title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
