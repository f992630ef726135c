import { ActionIcon } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import type { GridQuery } from '../../../shared/contract/grid';
import { notifyFault } from '../../state/notices';
import { openInSql } from '../../state/sql';

/** Whether SQL knows the table of a query by name: not the result of another one, nor a file. */
export const isNamed = ({ table }: GridQuery): boolean => !table.includes(':');

/** Shows the rows of a grid in Explore as the SQL that gives them. */
export function OpenInSql({ query }: { readonly query: GridQuery }) {
  return (
    <ActionIcon
      variant="default"
      aria-label="Open these rows in SQL"
      title="Open these rows in SQL"
      onClick={() =>
        void openInSql(query).then((fault) => {
          if (fault) notifyFault('sql', fault);
        })
      }
    >
      <IconTerminal2 size={14} aria-hidden="true" />
    </ActionIcon>
  );
}
