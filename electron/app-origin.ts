/** The one origin of the window: its own scheme with a fixed host. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://leadlens';

/** Whether a URL belongs to the window's own origin. The URL class gives schemes that it does not know no origin. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${APP_SCHEME}:` && host === 'leadlens' && username === '' && password === '';
}

/** Calls of host methods: method and request. */
export const HOST_CHANNEL = 'leadlens:host';
/** Undo and redo in the text field that has the focus. */
export const EDIT_CHANNEL = 'leadlens:edit';
/** What was chosen in the menu: the name of a shortcut, to the page. */
export const COMMAND_CHANNEL = 'leadlens:command';
/** The folder that was dropped on the window: its path, from the preload script. */
export const DROP_CHANNEL = 'leadlens:drop';
