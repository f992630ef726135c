import { Button, TextInput } from '@mantine/core';
import { IconFileText, IconPinned } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Pin } from '../../../shared/contract/pin';
import type { ThingView } from '../../../shared/contract/thing';
import { useOutcome } from '../../state/answers';
import { addHeading, movePin, useBoard } from '../../state/board';
import { goTo } from '../../state/navigation';
import { useThings } from '../../state/things';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { NotRunYet } from '../needs-run';
import { BoardItem } from './board-item';
import classes from './board.module.css';

/** The reader's own page: what is pinned, in the reader's order, with the numbers of the last run. */
export function BoardView() {
  const outcome = useOutcome();
  const pins = useBoard((s) => s.pins);
  if (!outcome) {
    return (
      <NotRunYet
        icon={<IconPinned size={20} aria-hidden="true" />}
        purpose="The board holds the numbers and charts that you pinned."
      />
    );
  }
  return pins.length === 0 ? <NothingPinned /> : <Pinned pins={pins} />;
}

function NothingPinned() {
  return (
    <Page title="Board">
      <EmptyState icon={<IconPinned size={20} aria-hidden="true" />} title="Nothing pinned yet">
        <p>
          Pin a number, a chart, a table or a finding from its menu, or with Shift P on what has the focus.
          The board is your own page here, and the first page of the report.
        </p>
        <Button variant="default" onClick={() => goTo('funnel')}>
          Go to the funnel
        </Button>
      </EmptyState>
    </Page>
  );
}

function Pinned({ pins }: { readonly pins: readonly Pin[] }) {
  const views = useThings(
    pins.flatMap(({ item }) => (item.kind === 'thing' ? [item.thing] : [])),
    true,
  );
  const [dragged, setDragged] = useState<Pin | null>(null);
  let at = 0;
  const shown = pins.map((pin): { readonly pin: Pin; readonly view: ThingView | null } => ({
    pin,
    view: pin.item.kind === 'thing' ? (views?.[at++] ?? null) : null,
  }));
  return (
    <Page
      title="Board"
      lead="What you pinned, with the numbers of the last run. It is the first page of the report."
      actions={
        <>
          <NewHeading />
          <Button
            variant="default"
            leftSection={<IconFileText size={14} aria-hidden="true" />}
            onClick={() => goTo('report')}
          >
            Report
          </Button>
        </>
      }
    >
      <ul className={classes.board} aria-label="Pinned">
        {shown.map(({ pin, view }, index) => (
          <BoardItem
            key={pin.id}
            pin={pin}
            view={view}
            place={{ index, count: pins.length }}
            isDragged={dragged?.id === pin.id}
            onMove={(to) => void movePin(pin, to)}
            onDrag={(isDragged) => setDragged(isDragged ? pin : null)}
            onDrop={() => {
              if (dragged && dragged.id !== pin.id) void movePin(dragged, index);
              setDragged(null);
            }}
          />
        ))}
      </ul>
    </Page>
  );
}

function NewHeading() {
  const [text, setText] = useState<string | null>(null);
  // Enter adds it, and the field that goes then loses the focus, which adds what it holds too.
  const isAdded = useRef(false);
  if (text === null) {
    return (
      <Button
        variant="default"
        onClick={() => {
          isAdded.current = false;
          setText('');
        }}
      >
        Add a heading
      </Button>
    );
  }
  const add = async (): Promise<void> => {
    if (isAdded.current) return;
    isAdded.current = true;
    const isKept = text.trim() === '' || (await addHeading(text.trim()));
    isAdded.current = isKept;
    if (isKept) setText(null);
  };
  return (
    <TextInput
      autoFocus
      aria-label="Text of the heading"
      placeholder="Heading"
      maxLength={120}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void add()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void add();
        if (event.key !== 'Escape') return;
        isAdded.current = true;
        setText(null);
      }}
    />
  );
}
