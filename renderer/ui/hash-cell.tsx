import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { shortenHash } from '../../shared/charts/format';
import classes from './hash-cell.module.css';

/** A hash, shortened to be told apart by eye and copied whole. */
export function HashCell({ value }: { readonly value: string }) {
  return (
    <span className={classes.hash} title={value}>
      <span className="mono">{shortenHash(value)}</span>
      <CopyButton value={value} timeout={1200}>
        {({ copied, copy }) => (
          <ActionIcon
            size={20}
            className={classes.copy ?? ''}
            onClick={copy}
            aria-label={copied ? 'Copied' : 'Copy the whole value'}
          >
            {copied ? <IconCheck size={12} aria-hidden="true" /> : <IconCopy size={12} aria-hidden="true" />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  );
}
