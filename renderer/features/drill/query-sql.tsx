import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconTerminal2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { GridQuery } from '../../../shared/contract/grid';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { fetchSql } from '../../state/drill';
import { notifyFault } from '../../state/notices';
import { openInSql } from '../../state/sql';
import { FaultNote } from '../../ui/fault-note';
import classes from './drill-panel.module.css';

type Asked = { readonly sql: string } | { readonly fault: FaultDetails } | null;

/** The SQL of the rows that the grid shows, as it runs in Explore. */
export function QuerySql({ query }: { readonly query: GridQuery }) {
  const key = JSON.stringify(query);
  const [asked, setAsked] = useState<Asked>(null);
  useEffect(() => {
    let wanted = true;
    fetchSql(JSON.parse(key) as GridQuery).then(
      (sql) => {
        if (wanted) setAsked({ sql });
      },
      (error: unknown) => {
        if (wanted) setAsked({ fault: faultOf(error) });
      },
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  if (!asked) return null;
  if ('fault' in asked) return <FaultNote fault={asked.fault} />;
  return (
    <div className={classes.sql}>
      <pre tabIndex={0} aria-label="SQL of these rows">
        {asked.sql}
      </pre>
      <div className={classes.sqlTools}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconTerminal2 size={14} aria-hidden="true" />}
          onClick={() =>
            void openInSql(query).then((fault) => {
              if (fault) notifyFault('sql', fault);
            })
          }
        >
          Open in SQL
        </Button>
        <CopyButton value={asked.sql}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={
                copied ? (
                  <IconCheck size={14} aria-hidden="true" />
                ) : (
                  <IconCopy size={14} aria-hidden="true" />
                )
              }
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
