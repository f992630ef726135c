/** Table functions that make rows of their arguments alone. */
const HARMLESS: ReadonlySet<string> = new Set(['generate_series', 'range', 'repeat', 'repeat_row', 'unnest']);

/** What can stand between a name and its bracket. */
const GAP = String.raw`(?:\s|/\*[\s\S]*?\*/|--[^\n]*(?:\n|$))*`;

const escape = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Why a statement must not run, in plain words; null when nothing speaks against it. The database's own parser
 * decides that it is one query, and its lock keeps it from files and addresses; this names what it may not call.
 * A text is searched as it stands, strings and comments included: rather too strict than not.
 * @param tableFunctions names of the functions that give tables
 */
export function forbiddenIn(sql: string, tableFunctions: readonly string[]): string | null {
  const names = tableFunctions.filter((name) => !HARMLESS.has(name));
  if (names.length > 0) {
    const call = new RegExp(`(?<![\\w$])(${names.map(escape).join('|')})"?${GAP}\\(`, 'i');
    const called = call.exec(sql)?.[1];
    if (called !== undefined) return `${called.toLowerCase()} is not available here.`;
  }
  // The folder through which the engine hands files to the database: its own, or the disk's for a native one.
  if (/['"]\s*ll[/\\]|leadlens-lent[/\\]/i.test(sql)) return 'Files cannot be read here.';
  return null;
}

const LEADING = new RegExp(`^${GAP}`);

/** Words with which statements begin that do anything else than read. */
const DOING: ReadonlySet<string> = new Set(
  `abort alter analyze attach begin call checkpoint comment commit copy create deallocate delete detach drop execute
  export force import insert install load merge pragma prepare refresh replace reset rollback set start truncate update
  use vacuum`.split(/\s+/),
);

const FIRST_WORD = new RegExp(`^(?:${GAP}\\()*${GAP}([a-z]+)`, 'i');

/** Whether a statement begins as one that does something: such are not even given to the database. */
export const isDoing = (sql: string): boolean => DOING.has((FIRST_WORD.exec(sql)?.[1] ?? '').toLowerCase());

/** What a query may not leave behind in the connection. */
export const changedConnection = (): SqlFault => ({
  message: 'The query changed where names are looked for. That was undone, and its result was thrown away.',
  hint: NO_CHANGES,
  place: null,
});

/** The statement behind a leading `explain`, or null where there is none. */
export function explained(sql: string): string | null {
  const text = sql.replace(LEADING, '');
  const rest = /^explain\b([\s\S]*)$/i.exec(text)?.[1];
  return rest ?? null;
}

/** A fault of the database, as it words it. */
export interface SqlFault {
  readonly message: string;
  readonly hint: string | null;
  readonly place: { readonly line: number; readonly column: number } | null;
}

const SINGLE =
  'Only one query at a time runs here: SELECT, FROM, WITH, VALUES, DESCRIBE, SUMMARIZE or EXPLAIN.';
const NO_CHANGES = 'Tables cannot be changed here; results can be saved as CSV.';

/** A statement that is not one query. */
export const notAQuery = (sql: string): SqlFault => ({
  message: SINGLE,
  hint: /^\s*pivot\b/i.test(sql.replace(LEADING, ''))
    ? 'PIVOT needs its values here: PIVOT t ON column IN (first, second) USING count(*).'
    : NO_CHANGES,
  place: null,
});

const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /file system operations are disabled|cannot access file|No files found/i,
    'Files and addresses are out of reach.',
  ],
  [/is not in the catalog, but it exists in the/i, 'Extensions are not available here.'],
];

/**
 * The database's complaint in a form for people: its first line, its advice, and the place in the text that was
 * checked, from the `LINE n: …` with the caret under it. Long lines are shown in part, between dots.
 */
export function readFault(complaint: string, sql: string): SqlFault {
  const marked = /LINE (\d+): (.*)\n(\s*)\^/.exec(complaint);
  const head = complaint.slice(0, marked?.index ?? complaint.length).trim();
  const [first = '', ...rest] = head
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const message = first.replace(/^(?:[A-Z][A-Za-z]* )+Error: /, '');
  const hint = HINTS.find(([pattern]) => pattern.test(complaint))?.[1];
  if (hint !== undefined) return { message: hint, hint: null, place: placeOf(marked, sql) };
  const advice = rest.filter((line) => /^(Did you mean|Candidate|HINT)/i.test(line)).join(' ');
  return { message, hint: advice === '' ? null : advice, place: placeOf(marked, sql) };
}

function placeOf(marked: RegExpExecArray | null, sql: string): SqlFault['place'] {
  if (!marked) return null;
  const [, number = '1', excerpt = '', indent = ''] = marked;
  const line = Number(number);
  const shown = excerpt.replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
  const caret = indent.length - `LINE ${number}: `.length - (excerpt.startsWith('...') ? 3 : 0);
  const whole = sql.split('\n')[line - 1] ?? '';
  const start = excerpt.startsWith('...') ? Math.max(0, whole.indexOf(shown)) : 0;
  return { line, column: Math.max(1, start + caret + 1) };
}
