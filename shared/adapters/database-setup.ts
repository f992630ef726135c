/**
 * First: what must never be downloaded. Then the lock: no file outside of the folder of what is lent, no extension,
 * no ATTACH, and no way to change any of it later.
 * @param lent the only folder that the database may read
 * @returns statements, in their order
 */
export const lockedDatabase = (lent: string): readonly string[] => [
  'SET autoinstall_known_extensions=false',
  'SET autoload_known_extensions=false',
  'SET allow_community_extensions=false',
  `SET allowed_directories=['${lent.replaceAll("'", "''")}']`,
  'SET enable_external_access=false',
  // Where the tables of the last run have their plain names, for SQL of users.
  'CREATE SCHEMA project',
  'SET lock_configuration=true',
];

/** What holds for one connection only. */
export const CONNECTION_SETTINGS = "SET search_path='main,project'";

/**
 * A second database in memory, in which tables are compressed as they are stored (the first one cannot), takes the place of
 * the first. Statements; the last one goes for `CONNECTION_SETTINGS`.
 */
export const COMPACT_TABLES: readonly string[] = [
  "ATTACH ':memory:' AS compact (COMPRESS)",
  'CREATE SCHEMA compact.project',
  "SET search_path='compact.main,compact.project'",
];

/** There is one connection, and it does one thing at a time: the key of its queue. */
export const CONNECTION = 'connection';
