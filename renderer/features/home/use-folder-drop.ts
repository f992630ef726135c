import { useState, type DragEvent } from 'react';
import { openDropped } from '../../state/session';
import { services } from '../../state/services';

interface FolderDrop {
  /** Whether this host can open what is dropped. */
  readonly possible: boolean;
  readonly over: boolean;
  readonly handlers: {
    readonly onDragOver?: (event: DragEvent) => void;
    readonly onDragLeave?: () => void;
    readonly onDrop?: (event: DragEvent) => void;
  };
}

/** A folder dropped on the window. */
export function useFolderDrop(): FolderDrop {
  const [over, setOver] = useState(false);
  const possible = services().grantDropped !== null;
  if (!possible) return { possible, over: false, handlers: {} };
  return {
    possible,
    over,
    handlers: {
      onDragOver: (event) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) void openDropped(file);
      },
    },
  };
}
