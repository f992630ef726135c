import { win32 } from 'node:path';
import type { JumpListCategory, JumpListItem } from 'electron';

/** Windows shows no more, and drops an item whose description is longer. */
const MOST_ITEMS = 10;
const MOST_DESCRIPTION = 260;

/** One argument of a command line of Windows: a backslash before the last quote would take it away. */
const quoted = (path: string): string => `"${path.replace(/\\+$/, '$&$&')}"`;

const itemOf = (program: string, folder: string): JumpListItem => ({
  type: 'task',
  title: win32.basename(folder) || folder,
  description: folder.slice(0, MOST_DESCRIPTION),
  program,
  args: quoted(folder),
  iconPath: program,
  iconIndex: 0,
});

/**
 * What Windows offers at the program's icon: the folders that were opened last. It keeps none by itself, since it knows files
 * of a program alone.
 * @param program path of the program
 * @param folders their paths, newest first
 * @param removed items that the user took out since the list was set last: a list with one of them is not shown at all
 */
export function jumpListOf(
  program: string,
  folders: readonly string[],
  removed: readonly JumpListItem[],
): JumpListCategory[] {
  const gone = new Set(removed.map(({ args }) => args));
  const items = folders
    .map((folder) => itemOf(program, folder))
    .filter(({ args }) => !gone.has(args))
    .slice(0, MOST_ITEMS);
  return items.length === 0 ? [] : [{ type: 'custom', name: 'Recent folders', items }];
}
