import { useId, useState, type KeyboardEvent } from 'react';
import type { ChartSpec } from '../../shared/charts/chart-spec';
import { formatCell } from '../../shared/charts/format';
import classes from './chart-keys.module.css';

interface ChartKeysProps {
  readonly spec: ChartSpec;
  /** Opens what stands behind a row of the table twin. */
  readonly onSelect: ((row: number) => void) | undefined;
  readonly onBrush: ((from: number, to: number) => void) | undefined;
  /** Shows which stretch is chosen, or where the mark stands; null: nowhere. */
  readonly onStretch: (from: number | null, to: number | null) => void;
}

/** Marks that Page up and Page down go by. */
const PAGE = 10;

/** Where a key goes from a mark, before the ends are minded; null: it goes nowhere. */
function stepOf(key: string, at: number, last: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return at + 1;
    case 'ArrowLeft':
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + PAGE;
    case 'PageUp':
      return at - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

const wordsOf = ({ twin }: ChartSpec, row: number): { readonly name: string; readonly rest: string } => {
  const [name = '', ...rest] = twin.columns.map(({ label, kind }, index) => {
    const text = formatCell(twin.rows[row]?.[index] ?? null, kind);
    return index === 0 ? text : `${label} ${text}`;
  });
  return { name, rest: rest.join(' · ') };
};

/**
 * The marks of a chart for who works without a pointer: arrows go from row to row of its table twin, whose numbers are
 * said and shown, Enter opens the rows behind one, and Shift chooses a stretch where the pointer could drag over one.
 */
export function ChartKeys({ spec, onSelect, onBrush, onStretch }: ChartKeysProps) {
  const hint = useId();
  const [wanted, setWanted] = useState(0);
  const [anchor, setAnchor] = useState<number | null>(null);
  const [isFocused, setFocused] = useState(false);
  const last = spec.twin.rows.length - 1;
  if (last < 0) return null;
  const at = Math.min(wanted, last);
  const { name, rest } = wordsOf(spec, at);

  /** Chooses no stretch; where places can be shown, the one of this mark is. */
  const forget = (here: number | null): void => {
    setAnchor(null);
    if (onBrush) onStretch(here, here);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (anchor === null) onSelect?.(at);
      else onBrush?.(Math.min(anchor, at), Math.max(anchor, at));
      forget(at);
      return;
    }
    if (event.key === 'Escape' && anchor !== null) {
      event.preventDefault();
      event.stopPropagation();
      forget(at);
      return;
    }
    const step = stepOf(event.key, at, last);
    if (step === null) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, step));
    setWanted(next);
    if (event.shiftKey && onBrush) {
      const from = anchor ?? at;
      setAnchor(from);
      onStretch(from, next);
    } else forget(next);
  };

  const chosen = anchor === null ? '' : ` · ${wordsOf(spec, anchor).name} to ${name}`;
  return (
    <div
      className={classes.keys}
      role="slider"
      tabIndex={0}
      aria-label={spec.title}
      aria-describedby={hint}
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={at + 1}
      aria-valuetext={`${name}: ${rest}${chosen}`}
      onKeyDown={onKeyDown}
      onFocus={({ currentTarget }) => {
        setFocused(true);
        if (currentTarget.matches(':focus-visible')) forget(at);
      }}
      onBlur={() => {
        setFocused(false);
        forget(null);
      }}
    >
      <span id={hint} hidden>
        Arrows go from mark to mark, Enter shows the rows.
        {onBrush && ' Shift and arrows choose a stretch, Enter narrows the screen to it.'}
      </span>
      {isFocused && (
        <div className={classes.mark} aria-hidden="true">
          <strong>{name}</strong> {rest}
          <span className={classes.hint}>
            {anchor === null
              ? `Enter: rows${onBrush ? ' · Shift and arrows: a stretch' : ''}`
              : `Enter: narrow to ${chosen.slice(3)}`}
          </span>
        </div>
      )}
    </div>
  );
}
