import { ActionIcon, Loader, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type Ref } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { FoundRow } from '../../../shared/contract/explore';
import type { GridQuery } from '../../../shared/contract/grid';
import { faultOf } from '../../../shared/domain/fault';
import { services } from '../../state/services';
import classes from './grid.module.css';

interface FindBarProps {
  readonly query: GridQuery;
  /** The columns to look in. */
  readonly columns: () => readonly string[];
  /** Position of the row from which to go on. */
  readonly from: () => number;
  readonly onFound: (row: number) => void;
  readonly onSought: (text: string) => void;
  readonly onClose: () => void;
  readonly ref: Ref<HTMLInputElement>;
}

type Search =
  | { readonly state: 'idle' | 'waiting' }
  | { readonly state: 'found'; readonly found: FoundRow }
  | { readonly state: 'failed'; readonly message: string };

/** Finds a text in all rows of the table, those out of sight too. Enter: the next one, Shift and Enter: the one before. */
export function FindBar({ query, columns, from, onFound, onSought, onClose, ref }: FindBarProps) {
  const [text, setText] = useState('');
  const [search, setSearch] = useState<Search>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);
  const last = useRef({ text: '', key: '' });

  useEffect(() => () => running.current?.abort(), []);

  const find = (direction: 'next' | 'previous'): void => {
    running.current?.abort();
    if (text === '') return;
    const mine = new AbortController();
    running.current = mine;
    const key = JSON.stringify(query);
    const isNew = last.current.text !== text || last.current.key !== key;
    last.current = { text, key };
    onSought(text);
    setSearch({ state: 'waiting' });
    // A new text may stand in the very row that has the focus.
    const start = isNew && direction === 'next' ? from() - 1 : from();
    services()
      .engine.call(
        'find',
        { query, text, columns: [...columns()], from: Math.max(-1, start), direction },
        { signal: mine.signal },
      )
      .then(
        (found) => {
          setSearch({ state: 'found', found });
          if (found.position !== null) onFound(found.position);
        },
        (error: unknown) => {
          const { kind, message } = faultOf(error);
          if (kind !== 'cancelled') setSearch({ state: 'failed', message });
        },
      );
  };

  const close = (): void => {
    running.current?.abort();
    onSought('');
    onClose();
  };

  return (
    <div className={classes.find} role="search" aria-label="Find in the table">
      <TextInput
        ref={ref}
        size="xs"
        w={220}
        aria-label="Find in the table"
        placeholder="Find"
        autoFocus
        value={text}
        leftSection={<IconSearch size={13} aria-hidden="true" />}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') find(event.shiftKey ? 'previous' : 'next');
          if (event.key === 'Escape') {
            event.stopPropagation();
            close();
          }
        }}
      />
      <ActionIcon aria-label="Find the one before" onClick={() => find('previous')} disabled={text === ''}>
        <IconChevronUp size={15} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon aria-label="Find the next one" onClick={() => find('next')} disabled={text === ''}>
        <IconChevronDown size={15} aria-hidden="true" />
      </ActionIcon>
      <span className={classes.findSays} role="status">
        {search.state === 'waiting' && <Loader size={12} color="gray" aria-label="Looking" />}
        {search.state === 'failed' && search.message}
        {search.state === 'found' &&
          (search.found.position === null
            ? 'Not found'
            : `Row ${formatCount(search.found.ordinal)} of ${formatCount(search.found.matches)}`)}
      </span>
      <ActionIcon aria-label="Close finding" onClick={close}>
        <IconX size={14} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
