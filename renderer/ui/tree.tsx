import { IconChevronRight } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import classes from './tree.module.css';

/** An entry of a tree that is not hidden in a closed one; entries come in the order in which they stand. */
export interface TreeEntry {
  readonly id: string;
  /** From 1. */
  readonly level: number;
  /** Whether what is below it can be shown and hidden; null where nothing is below it. */
  readonly isOpen: boolean | null;
  readonly isChosen?: boolean;
  /** What a screen reader says, in place of the content. */
  readonly label: string;
  /** Shown on hover. */
  readonly hint?: string;
  readonly content: ReactNode;
}

interface TreeProps {
  readonly label: string;
  readonly entries: readonly TreeEntry[];
  readonly onToggle: (id: string) => void;
  /** Of entries that are more than a heading. */
  readonly onChoose: (id: string) => void;
}

/**
 * A tree that is one stop of the Tab key: arrows go through it, right and left open and close, Enter chooses. A click on
 * the arrow before an entry opens it, a click on its name chooses it; entries of the first level only open and close.
 */
export function Tree({ label, entries, onToggle, onChoose }: TreeProps) {
  const host = useRef<HTMLUListElement>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = entries.findIndex((entry) => entry.isChosen === true);
  const known = entries.findIndex(({ id }) => id === wanted);
  const at = known >= 0 ? known : Math.max(0, chosen);

  const go = (to: number): void => {
    const next = entries[Math.max(0, Math.min(entries.length - 1, to))];
    if (!next) return;
    setWanted(next.id);
    const items = host.current?.querySelectorAll<HTMLElement>('[role="treeitem"]');
    items?.[entries.indexOf(next)]?.focus();
  };
  const act = (entry: TreeEntry): void => {
    if (entry.level === 1 && entry.isOpen !== null) onToggle(entry.id);
    else onChoose(entry.id);
  };
  const press = (event: KeyboardEvent): void => {
    const entry = entries[at];
    if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
    const above = entries.findLastIndex((other, index) => index < at && other.level < entry.level);
    switch (event.key) {
      case 'ArrowDown':
        go(at + 1);
        break;
      case 'ArrowUp':
        go(at - 1);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(entries.length - 1);
        break;
      case 'ArrowRight':
        if (entry.isOpen === false) onToggle(entry.id);
        else if (entry.isOpen === true) go(at + 1);
        break;
      case 'ArrowLeft':
        if (entry.isOpen === true) onToggle(entry.id);
        else if (above >= 0) go(above);
        break;
      case 'Enter':
      case ' ':
        act(entry);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <ul ref={host} role="tree" aria-label={label} className={classes.tree} onKeyDown={press}>
      {entries.map((entry, index) => (
        <li
          key={entry.id}
          role="treeitem"
          aria-level={entry.level}
          aria-label={entry.label}
          aria-selected={entry.isChosen === true}
          {...(entry.isOpen === null ? {} : { 'aria-expanded': entry.isOpen })}
          title={entry.hint}
          tabIndex={index === at ? 0 : -1}
          className={classes.entry}
          data-level={entry.level}
          onFocus={() => setWanted(entry.id)}
          onClick={() => act(entry)}
        >
          {entry.isOpen !== null && (
            <span
              className={classes.arrow}
              data-open={entry.isOpen}
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation();
                onToggle(entry.id);
              }}
            >
              <IconChevronRight size={14} />
            </span>
          )}
          <span className={classes.content}>{entry.content}</span>
        </li>
      ))}
    </ul>
  );
}
