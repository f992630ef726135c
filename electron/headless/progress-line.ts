import { printableName } from '../../shared/domain/printable';
import type { CliContext } from './cli-context';

const CLEAR = '\r\u001b[2K';

export interface ProgressLine {
  show(label: string, done: number, total: number): void;
  /** Takes the line away; what is written next starts on a clean line. */
  clear(): void;
}

/** One line on standard error that is written over; nothing where nobody watches. */
export function progressLine(context: CliContext): ProgressLine {
  let shown = false;
  return {
    show(label, done, total) {
      if (!context.isTerminal) return;
      shown = true;
      const count = total > 0 ? ` (${String(done)} of ${String(total)})` : '';
      context.stderr(`${CLEAR}${printableName(label)}${count}`.slice(0, 200));
    },
    clear() {
      if (shown) context.stderr(CLEAR);
      shown = false;
    },
  };
}
