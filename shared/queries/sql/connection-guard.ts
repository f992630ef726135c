import { ident, lit, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';

/** Where names are looked for: the lock of the configuration lets both be changed by a statement. */
interface Names {
  readonly searchPath: string;
  /** What the path comes to, however it is written. */
  readonly schemas: string;
  readonly database: string;
  readonly databases: readonly string[];
}

async function namesNow(workspace: Workspace): Promise<Names> {
  const found = await workspace.read(
    sql`select current_setting('search_path'), current_database(), cast(current_schemas(false) as varchar), database_name
      from duckdb_databases() where not internal order by 4`,
  );
  const rows = found.rows();
  return {
    searchPath: String(rows[0]?.[0] ?? ''),
    database: String(rows[0]?.[1] ?? ''),
    schemas: String(rows[0]?.[2] ?? ''),
    databases: rows.map((row) => String(row[3])),
  };
}

/**
 * Remembers where names are looked for. `restored` tells whether that has changed since, after putting it back: a
 * database that was attached is let go, and the search path is what it was.
 */
export async function guardNames(
  workspace: Workspace,
  signal: AbortSignal,
): Promise<{ readonly restored: () => Promise<boolean> }> {
  const before = await workspace.scratch.value('names looked for', signal, async () => ({
    value: await namesNow(workspace),
    cells: 0,
    isPinned: true,
  }));
  return {
    restored: async () => {
      const now = await namesNow(workspace);
      const attached = now.databases.filter((name) => !before.databases.includes(name));
      const isSamePath = now.database === before.database && now.schemas === before.schemas;
      if (attached.length === 0 && isSamePath) return false;
      // The path first: a database that is looked in cannot be let go, and a path is looked for in the one before.
      await workspace.read(sql`set search_path = ${lit(`${before.database}.main`)}`);
      await workspace.read(sql`set search_path = ${lit(before.searchPath)}`);
      for (const name of attached) await workspace.read(sql`detach ${ident(name)}`);
      return true;
    },
  };
}
