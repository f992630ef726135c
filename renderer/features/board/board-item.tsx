import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowUpRight, IconGripVertical, IconX } from '@tabler/icons-react';
import { useRef, type KeyboardEvent } from 'react';
import type { Pin } from '../../../shared/contract/pin';
import type { ThingView } from '../../../shared/contract/thing';
import { renameHeading, unpin } from '../../state/board';
import { useGoToThing } from '../../state/things';
import { CommittedText } from '../preferences/committed-text';
import classes from './board.module.css';
import { PinnedThing } from './pinned-thing';

interface BoardItemProps {
  readonly pin: Pin;
  /** What a pinned thing shows; null while it is looked for, and of headings. */
  readonly view: ThingView | null;
  readonly place: { readonly index: number; readonly count: number };
  readonly isDragged: boolean;
  readonly onMove: (to: number) => void;
  readonly onDrag: (isDragged: boolean) => void;
  readonly onDrop: () => void;
}

/** How much of the width something takes. */
function widthOf({ item }: Pin): 'whole' | 'half' | 'small' {
  if (item.kind === 'heading') return 'whole';
  const { kind } = item.thing;
  return kind === 'leadFigure' || kind === 'revenueFigure' || kind === 'rows' ? 'small' : 'half';
}

const nameOf = ({ item }: Pin): string => (item.kind === 'heading' ? item.text : item.title);

/** One place on the board: it can be dragged, moved by keys, opened where it comes from, and taken off. */
export function BoardItem(props: BoardItemProps) {
  const { pin, view, place, isDragged, onMove, onDrag, onDrop } = props;
  const box = useRef<HTMLLIElement>(null);
  const goToThing = useGoToThing();
  const { item } = pin;
  const name = nameOf(pin);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? place.count - 1 : null;
    if (step === undefined && to === null) return;
    event.preventDefault();
    onMove(to ?? place.index + (step ?? 0));
  };
  return (
    <li
      ref={box}
      className={classes.item}
      data-width={widthOf(pin)}
      data-dragged={isDragged}
      aria-label={name}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      <div className={classes.tools}>
        <Tooltip label="Drag it, or move it with the arrow keys">
          <ActionIcon
            className={classes.handle ?? ''}
            size={24}
            draggable
            aria-label={`Move ${name}, ${String(place.index + 1)} of ${String(place.count)}`}
            onKeyDown={onKeyDown}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', name);
              if (box.current) event.dataTransfer.setDragImage(box.current, 16, 16);
              onDrag(true);
            }}
            onDragEnd={() => onDrag(false)}
          >
            <IconGripVertical size={15} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        {item.kind === 'thing' && (
          <Tooltip label="Go to where it comes from">
            <ActionIcon size={24} aria-label={`Go to ${name}`} onClick={() => goToThing(item.thing)}>
              <IconArrowUpRight size={15} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label="Take it off the board">
          <ActionIcon size={24} aria-label={`Take ${name} off the board`} onClick={() => void unpin(pin)}>
            <IconX size={15} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </div>
      {item.kind === 'heading' ? (
        <div className={classes.heading}>
          <h2>{item.text}</h2>
          <CommittedText
            label={`Text of the heading ${item.text}`}
            value={item.text}
            maxLength={120}
            fault={(text) => (text === '' ? 'A heading has words.' : null)}
            onCommit={(text) => void renameHeading(pin, text)}
          />
        </div>
      ) : (
        <PinnedThing of={item.thing} title={item.title} view={view} />
      )}
    </li>
  );
}
