import { Button } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { formatCount } from '../../../shared/charts/format';
import { allRows } from '../../../shared/contract/grid';
import type { MatchesView } from '../../../shared/contract/matches';
import { showRows } from '../../state/drill';
import { fileName } from '../../state/exports';
import { CsvButton } from '../csv-button';
import { CardTitle } from '../../ui/card-title';
import classes from './matches.module.css';

/** What somebody should look into: lists to open or to take away. */
export function Worklists({ worklists }: { readonly worklists: MatchesView['worklists'] }) {
  return (
    <section aria-labelledby="worklists">
      <CardTitle id="worklists" title="Worklists" />
      <ul className={classes.worklists}>
        {worklists.map((list) => (
          <li key={list.table}>
            <p className={classes.worklistTitle}>
              {list.title} <strong>{formatCount(list.count)}</strong>
            </p>
            <p className={classes.explanation}>{list.description}</p>
            <div className={classes.buttons}>
              <Button
                variant="default"
                leftSection={<IconListSearch size={14} aria-hidden="true" />}
                disabled={list.count === 0}
                onClick={() => showRows(list.title, list.description, allRows(list.table))}
              >
                Show rows
              </Button>
              <CsvButton
                query={allRows(list.table)}
                name={fileName(list.title)}
                disabled={list.count === 0}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
