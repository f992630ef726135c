import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './cell-button.module.css';

interface CellButtonProps {
  /** Opens what is behind the cell; null: there is nothing. */
  readonly onOpen: (() => void) | null;
  /** What the button is called, where its words alone do not say it. */
  readonly name?: string | undefined;
  /** What is written on hover, where the words are cut short. */
  readonly title?: string;
  readonly isPressed?: boolean;
  readonly children: ReactNode;
}

/** A number, or the name of a row, that opens something. */
export function CellButton({ onOpen, name, title, isPressed, children }: CellButtonProps) {
  return (
    <UnstyledButton
      className={classes.button ?? ''}
      disabled={onOpen === null}
      aria-label={name}
      title={title}
      aria-pressed={isPressed}
      onClick={() => onOpen?.()}
    >
      {children}
    </UnstyledButton>
  );
}
