/** What is on its way to the disk and would be lost with the window. */
const held = new Set<symbol>();

/**
 * Keeps the window from closing without a question until the returned function is called: for work that is taken on
 * but not yet on disk.
 */
export function holdWindow(): () => void {
  const hold = Symbol('hold');
  held.add(hold);
  return () => {
    held.delete(hold);
  };
}

/** Asks before the window closes or loads anew while something is held. */
export function guardWindow(): void {
  window.addEventListener('beforeunload', (event) => {
    if (held.size > 0) event.preventDefault();
  });
}
