import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type Ref, type RefObject } from 'react';
import { formatCount, formatMoney } from '../../../shared/charts/format';
import { REVIEW_KINDS, type ReviewItem } from '../../../shared/contract/review';
import { filterQueue, goToItem, useReviewPlace, type QueueFilter } from '../../state/review-place';
import { ITEM_STATES, type ItemState } from './item-state';
import { countListed } from './queue-filter';
import classes from './queue-list.module.css';
import { StateBadge } from './state-badge';
import type { QueueEntry } from './use-review';
import { cents, chanceWords, effectWords, KIND_WORDS, STATE_WORDS } from './words';

const ROW = 52;

function effectOf(item: ReviewItem, hidesScores: boolean): string {
  if (item.what === 'links') return effectWords(item.effect);
  const invoiced = `${formatMoney(cents(item.invoicedCents))} invoiced`;
  return item.probability === null || hidesScores
    ? invoiced
    : `${chanceWords(item.probability)} · ${invoiced}`;
}

interface QueueListProps {
  readonly all: readonly QueueEntry[];
  readonly listed: readonly QueueEntry[];
  readonly current: string | null;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly listRef: RefObject<HTMLDivElement | null>;
}

/** The queue: kind, effect and state of each item, what counts for most first. */
export function QueueList({ all, listed, current, searchRef, listRef }: QueueListProps) {
  const filter = useReviewPlace((place) => place.filter);
  /** The keys judge again once the filter is chosen. */
  const change = (part: Partial<QueueFilter>): void => {
    filterQueue({ ...filter, ...part });
    listRef.current?.focus();
  };
  /** What the list will hold when that is chosen: the other choices stay. */
  const count = (part: Partial<QueueFilter>): string => formatCount(countListed(all, { ...filter, ...part }));
  return (
    <aside className={classes.queue} aria-label="Queue">
      <div className={classes.filters}>
        <Select
          aria-label="State"
          size="xs"
          allowDeselect={false}
          // Also where the option was chosen already.
          onOptionSubmit={() => listRef.current?.focus()}
          value={filter.state}
          onChange={(state) => change({ state: state ?? 'asking' })}
          data={[
            { value: 'asking', label: `To judge · ${count({ state: 'asking' })}` },
            ...ITEM_STATES.map((state: ItemState) => ({
              value: state,
              label: `${STATE_WORDS[state]} · ${count({ state })}`,
            })),
            { value: 'all', label: `All · ${count({ state: 'all' })}` },
          ]}
        />
        <Select
          aria-label="Kind"
          size="xs"
          allowDeselect={false}
          // Also where the option was chosen already.
          onOptionSubmit={() => listRef.current?.focus()}
          value={filter.kind}
          onChange={(kind) => change({ kind: kind ?? 'all' })}
          data={[
            { value: 'all', label: 'All kinds' },
            ...REVIEW_KINDS.filter((kind) => all.some((entry) => entry.item.kind === kind)).map((kind) => ({
              value: kind,
              label: `${KIND_WORDS[kind].name} · ${count({ kind })}`,
            })),
          ]}
        />
        <TextInput
          ref={searchRef}
          aria-label="Find an item"
          size="xs"
          placeholder="CRM lead, lead id, e-mail"
          leftSection={<IconSearch size={13} aria-hidden="true" />}
          value={filter.text}
          onChange={(event) => filterQueue({ ...filter, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') change({ text: '' });
            if (event.key === 'Enter' || event.key === 'ArrowDown') {
              event.preventDefault();
              listRef.current?.focus();
            }
          }}
        />
      </div>
      <Rows listed={listed} current={current} box={listRef} />
    </aside>
  );
}

const optionId = (item: string | null): string => `review-item ${item ?? ''}`.replaceAll(' ', '-');

/** Only the rows in view are drawn: a queue may have thousands. */
function Rows({
  listed,
  current,
  box,
}: Pick<QueueListProps, 'listed' | 'current'> & { readonly box: QueueListProps['listRef'] }) {
  const [view, setView] = useState({ top: 0, height: 800 });
  const place = listed.findIndex((entry) => entry.item.id === current);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);

  useEffect(() => {
    const element = box.current;
    if (!element || place < 0) return;
    const top = place * ROW;
    if (top < element.scrollTop) element.scrollTo({ top });
    else if (top + ROW > element.scrollTop + element.clientHeight)
      element.scrollTo({ top: top + ROW - element.clientHeight });
  }, [box, place]);

  const hidesScores = useReviewPlace((at) => at.hidesScores);
  const first = Math.max(0, Math.floor(view.top / ROW) - 4);
  const last = Math.min(listed.length, Math.ceil((view.top + view.height) / ROW) + 4);
  return (
    <div
      ref={box}
      className={classes.rows}
      role="listbox"
      aria-label="Items"
      aria-activedescendant={place >= 0 ? optionId(current) : undefined}
      tabIndex={0}
    >
      {listed.length === 0 && <p className={classes.noRows}>Nothing here. Choose another state or kind.</p>}
      <div style={{ height: listed.length * ROW, position: 'relative' }}>
        {listed.slice(first, last).map((entry, i) => {
          const detail = [KIND_WORDS[entry.item.kind].name, effectOf(entry.item, hidesScores)]
            .filter(Boolean)
            .join(' · ');
          return (
            <div
              key={entry.item.id}
              id={optionId(entry.item.id)}
              role="option"
              aria-selected={entry.item.id === current}
              aria-setsize={listed.length}
              aria-posinset={first + i + 1}
              className={classes.row}
              style={{ top: (first + i) * ROW }}
              title={`${entry.item.title}\n${detail}`}
              onClick={() => goToItem(entry.item.id)}
            >
              <span className={classes.rowTitle}>
                <span className={classes.rowName}>{entry.item.title}</span>
                <StateBadge state={entry.state}>{STATE_WORDS[entry.state]}</StateBadge>
              </span>
              <span className={classes.rowDetail}>{detail}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
