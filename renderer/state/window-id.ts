const WINDOW_KEY = 'leadlens-window';

/** The same over reloads of this window, another one in every other window. */
export function windowId(): string {
  const known = window.sessionStorage.getItem(WINDOW_KEY);
  if (known !== null) return known;
  const made = crypto.randomUUID();
  window.sessionStorage.setItem(WINDOW_KEY, made);
  return made;
}
