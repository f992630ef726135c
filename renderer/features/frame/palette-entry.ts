import type { Icon } from '@tabler/icons-react';
import type { ShortcutId } from '../../../shared/domain/shortcuts';

/** A line of the palette. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: Icon;
  readonly run: () => void;
  readonly shortcut?: ShortcutId;
  /** False: not now. */
  readonly when?: boolean;
}
