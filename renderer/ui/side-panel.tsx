import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { FocusKept } from './focus-kept';
import { usePanelFocus } from './panel-focus';
import classes from './side-panel.module.css';

/** What the frame decides about the panel, whatever it shows. */
export interface PanelFrame {
  readonly width: number;
  readonly limits: { readonly min: number; readonly max: number };
  readonly onResize: (width: number) => void;
  readonly onClose: () => void;
}

interface SidePanelProps extends PanelFrame {
  readonly title: string;
  readonly subtitle: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const STEP = 32;

/** A panel from the right, as wide as the reader drags it; Tab stays in it, Escape closes it, and focus goes back. */
export function SidePanel(props: SidePanelProps) {
  const { title, subtitle, width, limits, onResize, onClose, actions, children } = props;
  const panel = useRef<HTMLElement>(null);

  usePanelFocus(panel);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  };

  return (
    <FocusKept>
      <aside
        data-autofocus
        ref={panel}
        className={classes.panel}
        style={{ width }}
        aria-label={title}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <Handle width={width} limits={limits} onResize={onResize} />
        <header className={classes.head}>
          <div className={classes.words}>
            <h2 className={classes.title}>{title}</h2>
            <div className={classes.subtitle}>{subtitle}</div>
          </div>
          {actions}
          <ActionIcon onClick={onClose} aria-label="Close the panel">
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </header>
        <div className={classes.body}>{children}</div>
      </aside>
    </FocusKept>
  );
}

function Handle({ width, limits, onResize }: Pick<SidePanelProps, 'width' | 'limits' | 'onResize'>) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const onPointerDown = (event: PointerEvent): void => {
    start.current = { x: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (start.current) onResize(start.current.width + start.current.x - event.clientX);
  };
  const onPointerUp = (): void => {
    start.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') onResize(width + STEP);
    if (event.key === 'ArrowRight') onResize(width - STEP);
  };
  return (
    <div
      className={classes.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuenow={width}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
}
