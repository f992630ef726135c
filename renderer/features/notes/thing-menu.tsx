import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconDots, IconNote, IconPin, IconPinnedOff } from '@tabler/icons-react';
import { formatCount } from '../../../shared/charts/format';
import type { Thing } from '../../../shared/contract/thing';
import { togglePin, useIsPinned } from '../../state/board';
import { useNotesOn } from '../../state/notes';
import { showPanel } from '../../state/panel';
import classes from './thing.module.css';

interface ThingProps {
  readonly of: Thing;
  /** What it is called on the screen. */
  readonly title: string;
}

/** What can be done with whatever a screen shows, as entries of its menu. */
export function ThingItems({ of, title }: ThingProps) {
  const isPinned = useIsPinned(of);
  return (
    <>
      <Menu.Item
        leftSection={<IconNote size={14} aria-hidden="true" />}
        onClick={() => showPanel({ kind: 'notes', on: { thing: of, title } })}
      >
        Write a note
      </Menu.Item>
      {of.kind !== 'subject' && (
        <Menu.Item
          leftSection={
            isPinned ? (
              <IconPinnedOff size={14} aria-hidden="true" />
            ) : (
              <IconPin size={14} aria-hidden="true" />
            )
          }
          onClick={() => void togglePin(of, title)}
        >
          {isPinned ? 'Take off the board' : 'Pin to the board'}
        </Menu.Item>
      )}
    </>
  );
}

/** The notes on a thing, where there are some: a mark that opens them. */
export function NoteMark({ of, title }: ThingProps) {
  const count = useNotesOn(of).length;
  if (count === 0) return null;
  return (
    <UnstyledButton
      className={classes.mark ?? ''}
      aria-label={`${formatCount(count)} ${count === 1 ? 'note' : 'notes'} on ${title}`}
      onClick={() => showPanel({ kind: 'notes', on: { thing: of, title } })}
    >
      <IconNote size={13} aria-hidden="true" />
      {formatCount(count)}
    </UnstyledButton>
  );
}

/** The mark of the notes on a thing and a small menu of its own, for what has none. */
export function ThingMenu({ of, title }: ThingProps) {
  return (
    <span className={classes.controls}>
      <NoteMark of={of} title={title} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon className={classes.dots ?? ''} size={24} aria-label={`Note or pin: ${title}`}>
            <IconDots size={15} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <ThingItems of={of} title={title} />
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
