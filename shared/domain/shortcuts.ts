/** Where a shortcut works; also the headings of the list. */
export const SHORTCUT_GROUPS = [
  'Everywhere',
  'Go to a screen',
  'Review',
  'Explore',
  'Tables and panels',
  'Window',
] as const;
export type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number];

/** The menus of the desktop window, from left to right. */
export const MENUS = ['File', 'Edit', 'View', 'Go', 'Help'] as const;

export interface Shortcut {
  /**
   * Each stands for itself. `mod` is Ctrl, on a Mac ⌘; `+` joins keys that are held together, a space those that
   * follow each other: `mod+k`, `shift+r`, `g f`, `?`.
   */
  readonly keys: readonly [string, ...string[]];
  readonly label: string;
  readonly group: ShortcutGroup;
  /** What the list shows instead of each of the keys. */
  readonly shown?: string;
  /** Goes on while the key is held. */
  readonly repeats?: true;
  /** Works in text fields too. */
  readonly inFields?: true;
  /** The menu of the desktop window that it stands in, and what it is called there where that is shorter. */
  readonly menu?: { readonly in: (typeof MENUS)[number]; readonly as?: string };
  /** Answered where the focus is, or by the window itself: listed here so that people can find it. */
  readonly local?: true;
}

const list = <Id extends string>(shortcuts: Readonly<Record<Id, Shortcut>>) => shortcuts;

const go = (letter: string, screen: string): Shortcut => ({
  keys: [`g ${letter}`],
  label: screen,
  group: 'Go to a screen',
  menu: { in: 'Go' },
});

/** Every key that does something, by name. Screens bind what the key does; the list, the menu and the docs read this. */
export const SHORTCUTS = list({
  palette: {
    keys: ['mod+k', 'mod+p'],
    label: 'Find a lead, a person, a campaign, a screen, an action, a finding or a table',
    group: 'Everywhere',
    inFields: true,
    menu: { in: 'Go', as: 'Go to…' },
  },
  shortcuts: {
    keys: ['?'],
    label: 'Show this list',
    group: 'Everywhere',
    menu: { in: 'Help', as: 'Shortcuts' },
  },
  help: {
    keys: ['f1'],
    label: 'What is this: what the screen answers, and its definitions',
    group: 'Everywhere',
    menu: { in: 'Help', as: 'What is this' },
  },
  open_folder: {
    keys: ['mod+o'],
    label: 'Open a folder',
    group: 'Everywhere',
    inFields: true,
    menu: { in: 'File', as: 'Open a folder…' },
  },
  open_project: {
    keys: ['mod+shift+o'],
    label: 'Open a project',
    group: 'Everywhere',
    inFields: true,
    menu: { in: 'File', as: 'Open a project…' },
  },
  save_project: {
    keys: ['mod+s'],
    label: 'Where the project is saved; everything is saved as it is done',
    group: 'Everywhere',
    inFields: true,
    menu: { in: 'File', as: 'Save the project…' },
  },
  run: {
    keys: ['shift+u'],
    label: 'Read the folder again and run',
    group: 'Everywhere',
    menu: { in: 'File', as: 'Run again' },
  },
  undo: {
    keys: ['mod+z'],
    label: 'Undo a change of settings; in Review a decision',
    group: 'Everywhere',
    menu: { in: 'Edit', as: 'Undo' },
  },
  rail: { keys: ['['], label: 'Fold or unfold the rail', group: 'Everywhere', menu: { in: 'View' } },

  go_home: go('h', 'Home'),
  go_board: go('b', 'Board'),
  go_sources: go('s', 'Sources'),
  go_findings: go('f', 'Findings'),
  go_matches: go('m', 'Matches'),
  go_review: go('r', 'Review'),
  go_funnel: go('n', 'Funnel'),
  go_revenue: go('v', 'Revenue'),
  go_explore: go('e', 'Explore'),
  go_report: go('p', 'Report'),
  notes: { keys: ['g o'], label: 'All notes', group: 'Go to a screen', menu: { in: 'Go', as: 'Notes' } },
  go_preferences: {
    keys: ['mod+,'],
    label: 'Preferences',
    group: 'Go to a screen',
    inFields: true,
    menu: { in: 'File', as: 'Preferences…' },
  },

  review_accept: { keys: ['a'], label: 'Accept', group: 'Review' },
  review_reject: { keys: ['r'], label: 'Reject', group: 'Review' },
  review_unsure: { keys: ['u'], label: 'Unsure: changes nothing and stays open', group: 'Review' },
  review_pick: {
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    shown: '1…9',
    label: 'Pick a delivered lead where there are several',
    group: 'Review',
  },
  review_accept_alike: { keys: ['shift+a'], label: 'Accept all that look the same', group: 'Review' },
  review_reject_alike: { keys: ['shift+r'], label: 'Reject all that look the same', group: 'Review' },
  review_next: { keys: ['j', 'arrowdown'], label: 'Next item', group: 'Review', repeats: true },
  review_back: { keys: ['k', 'arrowup'], label: 'Item before', group: 'Review', repeats: true },
  review_other: {
    keys: ['arrowleft', 'arrowright'],
    label: 'Another identity of the group',
    group: 'Review',
    repeats: true,
  },
  review_redo: {
    keys: ['mod+shift+z', 'mod+y'],
    label: 'Redo a decision',
    group: 'Review',
    menu: { in: 'Edit', as: 'Redo' },
  },
  review_note: { keys: ['n'], label: 'Note for the next decision', group: 'Review' },
  review_find: { keys: ['/'], label: 'Find an item', group: 'Review' },
  review_scores: { keys: ['h'], label: 'Hide or show scores', group: 'Review' },

  find: {
    keys: ['mod+f'],
    label: 'Find in the table',
    group: 'Explore',
    inFields: true,
    menu: { in: 'Edit', as: 'Find…' },
  },

  note: {
    keys: ['shift+n'],
    label: 'Write a note on the number, chart or finding that has the focus, or on the panel',
    group: 'Tables and panels',
  },
  pin: {
    keys: ['shift+p'],
    label: 'Pin it to the board, or take it off',
    group: 'Tables and panels',
  },
  close_panel: {
    keys: ['escape'],
    label: 'Close the panel, the list or the tour',
    group: 'Tables and panels',
    local: true,
  },
  panel: {
    keys: ['f6'],
    label: 'From the panel to where it was opened, and back',
    group: 'Tables and panels',
    local: true,
  },
  chart: {
    keys: ['arrowleft', 'arrowright'],
    label: 'In a chart: from mark to mark; Enter shows its rows',
    group: 'Tables and panels',
    local: true,
  },
  chart_stretch: {
    keys: ['shift+arrowleft', 'shift+arrowright'],
    label: 'In a chart: choose a stretch; Enter narrows the screen to it',
    group: 'Tables and panels',
    local: true,
  },
  cells: {
    keys: ['arrowup', 'arrowdown', 'arrowleft', 'arrowright'],
    label: 'Move between cells; in the edge of a panel: make it wider or narrower',
    group: 'Tables and panels',
    local: true,
  },
  header: {
    keys: ['enter'],
    label: 'In a header: sort. In a row of links: show its rows',
    group: 'Tables and panels',
    local: true,
  },
  column_menu: {
    keys: ['alt+arrowdown'],
    label: 'In a header: the filter of the column',
    group: 'Tables and panels',
    local: true,
  },

  zoom_in: { keys: ['mod++'], label: 'Larger', group: 'Window', local: true, menu: { in: 'View' } },
  zoom_out: { keys: ['mod+-'], label: 'Smaller', group: 'Window', local: true, menu: { in: 'View' } },
  zoom_reset: { keys: ['mod+0'], label: 'Actual size', group: 'Window', local: true, menu: { in: 'View' } },
  back: { keys: ['alt+arrowleft'], label: 'Back', group: 'Window', local: true, menu: { in: 'Go' } },
  forward: { keys: ['alt+arrowright'], label: 'Forward', group: 'Window', local: true, menu: { in: 'Go' } },
});
export type ShortcutId = keyof typeof SHORTCUTS;

/** Whether a text names a shortcut. */
export const isShortcutId = (id: unknown): id is ShortcutId =>
  typeof id === 'string' && Object.hasOwn(SHORTCUTS, id);

/** All of them in the order of the list. */
export const shortcutEntries = (): readonly (readonly [ShortcutId, Shortcut])[] =>
  Object.entries(SHORTCUTS) as [ShortcutId, Shortcut][];

const NAMES: Readonly<Record<string, string>> = {
  shift: 'Shift',
  alt: 'Alt',
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  '-': '−',
};

const nameOf = (key: string, mac: boolean): string => {
  if (key === 'mod') return mac ? '⌘' : 'Ctrl';
  return NAMES[key] ?? key.toUpperCase();
};

/** `mod++` as `mod` and `+`. */
const heldTogether = (step: string): readonly string[] =>
  step.endsWith('++') ? [...step.slice(0, -2).split('+'), '+'] : step.split('+');

/** The keys of one notation, as the caps of a keyboard: a list of steps, each a list of keys held together. */
export const keyCaps = (keys: string, mac: boolean): readonly (readonly string[])[] =>
  keys.split(' ').map((step) => heldTogether(step).map((key) => nameOf(key, mac)));

/** The keys in one line: `Ctrl K`, `G then F`. */
export const spellKeys = (keys: string, mac: boolean): string =>
  keyCaps(keys, mac)
    .map((step) => step.join(' '))
    .join(' then ');
