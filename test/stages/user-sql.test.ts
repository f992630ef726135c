import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import type { SqlAnswer } from '../../shared/contract/explore';
import { faultOf } from '../../shared/domain/fault';
import type { Database } from '../../shared/ports/database';
import { readPage } from '../../shared/queries/grid/grid-page';
import { runUserSql } from '../../shared/queries/sql/user-sql';
import { dimDate } from '../../shared/stages/model/dim-date.model';
import { sql } from '../../shared/sql/sql';
import { Workspace } from '../../shared/sql/workspace';
import { freshDatabase, watchedDatabase } from '../support/reused-database';

let database: Database;
let workspace: Workspace;
let onStatement: (statement: string) => void = () => undefined;
const never = new AbortController().signal;
const run = (text: string): Promise<SqlAnswer> => runUserSql(workspace, text, never);

async function rowsOf(text: string) {
  const answer = await run(text);
  if (answer.state !== 'done') throw new Error(answer.message);
  const page = await readPage(workspace, { query: allRows(answer.table.name), offset: 0, limit: 10 });
  return page.rows;
}

async function refusalOf(text: string) {
  const answer = await run(text);
  if (answer.state === 'done') throw new Error(`It ran: ${text}`);
  return answer;
}

beforeAll(async () => {
  database = watchedDatabase(await freshDatabase(), (statement) => onStatement(statement));
  workspace = new Workspace(database, 'test');
  workspace.begin();
  await workspace.fill({ ...dimDate, source: 'step' }, 'dates', (into) =>
    into.insert(sql`select cast('2024-01-0' || i as date) as date_on from range(1, 4) r (i)`),
  );
  await workspace.commit();
});
afterAll(() => database.close());

/** Everything in the database that is not a view of a plain name or something temporary. */
const inventory = async () =>
  (
    await database.query(
      `select table_name, estimated_size::integer from duckdb_tables() where not temporary order by 1`,
    )
  ).rows();

describe('SQL of users', () => {
  test.each([
    ['select count(*)::integer as n from dim_date', [[3]]],
    ['from range(2) r (i) select i', [[0], [1]]],
    ['with x as (select 1 as a) select * from x', [[1]]],
    [
      "values (1, 'a'), (2, 'b')",
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    ['-- a comment first\nselect 1 /* and inside */ as a; -- and after', [[1]]],
    ['select date_on from dim_date order by 1 limit 1', [['2024-01-01']]],
    ['(select 1) union all (select 2) order by 1', [[1], [2]]],
    ["pivot (values ('a', 1), ('b', 2)) t (k, v) on k in ('a', 'b') using sum(v)::integer", [[1, 2]]],
  ])('reads the tables by their plain names: %s', async (text, rows) => {
    expect(await rowsOf(text)).toEqual(rows);
  });

  test('describes, summarises and explains', async () => {
    expect((await rowsOf('describe select 1 as a'))[0]?.slice(0, 2)).toEqual(['a', 'INTEGER']);
    expect((await rowsOf('summarize select 1 as a'))[0]?.[0]).toBe('a');
    expect((await rowsOf('explain select 42 as a')).flat().join('\n')).toContain('PROJECTION');
  });

  test.each([
    'drop table dim_date',
    'delete from dim_date',
    'insert into dim_date values (1)',
    'update dim_date set date_on = null',
    'create table mine as select 1',
    'create view mine as select 1',
    'create macro m(x) as x',
    'alter table dim_date rename to mine',
    "attach ':memory:' as other",
    "copy (select 1) to 'll/out.csv'",
    "export database 'll/out'",
    'install json',
    'load json',
    'set threads = 2',
    "set search_path = 'temp'",
    'use temp',
    'reset threads',
    'pragma version',
    'call pragma_version()',
    'checkpoint',
    'detach memory',
    '(drop table dim_date)',
    "/* a */ (( -- b\n attach ':memory:' as other))",
    'vacuum',
    'begin transaction',
    'prepare p as select 1',
    'deallocate p',
    'set variable x = 1',
    'explain analyze delete from dim_date',
    'explain drop table dim_date',
    'explain explain drop table dim_date',
    'analyze delete from dim_date',
    'analyze select 1; drop view project.dim_date',
    'select 1; select 2',
    'select 1; drop view project.dim_date',
    'select 1 -- ;\n; drop view project.dim_date',
    "select 1'); drop view project.dim_date; --",
    'select 1) ; drop view project.dim_date; select (1',
    "select ''; drop view project.dim_date; --'",
    '/* */ ; drop view project.dim_date; /* */',
    '',
    ';',
    '-- nothing',
  ])('refuses what is not one query that reads: %s', async (text) => {
    const before = await inventory();
    const { message } = await refusalOf(text);
    expect(message).not.toBe('');
    expect(await inventory()).toEqual(before);
    expect(await rowsOf('select count(*)::integer from dim_date')).toEqual([[3]]);
  });

  test.each([
    ["attach ':memory:' as other"],
    ["set search_path = 'temp'"],
    ["attach ':memory:' as other", "set search_path = 'other.main'"],
  ])('a connection that looks for names elsewhere is put right: %s', async (...statements) => {
    // The lock lets these through: should one ever get past the parser, the next query finds it.
    expect(await rowsOf('select 1')).toEqual([[1]]);
    for (const statement of statements) await database.query(statement);
    expect((await refusalOf('select 1 as a')).message).toContain('That was undone');
    expect(await rowsOf('select count(*)::integer from dim_date')).toEqual([[3]]);
    expect(
      (
        await database.query("select count(*)::integer from duckdb_databases() where database_name = 'other'")
      ).rows(),
    ).toEqual([[0]]);
  });

  test.each([
    "select * from read_csv('ll/x.csv')",
    "select * from READ_CSV ( 'x' )",
    "select * from read_csv_auto('x')",
    "select * from read_text('/etc/passwd')",
    'select * from "read_text"(\'/etc/passwd\')',
    "select * from main.read_blob('/etc/passwd')",
    "select * from read_text/* here */('/etc/passwd')",
    "select * from read_text--\n('/etc/passwd')",
    "select * from glob('*')",
    "select * from sniff_csv('x')",
    "select * from query('drop table x')",
    "select * from query_table('dim_date')",
    'select * from duckdb_settings()',
    "select (select content from read_text('/etc/hosts'))",
    "select * from '/etc/passwd'",
    "select * from 'https://example.com/a.csv'",
    'select * from "ll/x.csv"',
    "select * from 'll/../../etc/passwd'",
    "explain select * from read_text('/etc/passwd')",
  ])('refuses what reaches outside the project: %s', async (text) => {
    const { message } = await refusalOf(text);
    expect(message).not.toBe('');
  });

  test('refuses files that the engine has lent to the database', async () => {
    const path = await database.lend('lent.csv', new TextEncoder().encode('a\n1\n'));
    const { message } = await refusalOf(`select * from '${path}'`);
    expect(message).toBe('Files cannot be read here.');
    expect((await refusalOf(`select * from "${path.toUpperCase()}"`)).message).not.toBe('');
    await database.release(path);
  });

  test('refuses files that the engine has lent to a database that reads them from the disk', async () => {
    const { message } = await refusalOf("select * from '/home/me/1-x/leadlens-lent/lent.csv'");
    expect(message).toBe('Files cannot be read here.');
  });

  test.each([
    ['selct 1', 1, 1],
    ['select nope\nfrom dim_date', 1, 8],
    ['select *\nfrom missing\nwhere true', 2, 6],
    ['select 1 +\n\n from dim_date', 3, 2],
    [`select ${'1 + '.repeat(60)} nope from dim_date`, 1, 249],
  ])('says where the mistake is: %s', async (text, line, column) => {
    expect((await refusalOf(text)).place).toEqual({ line, column });
  });

  test('passes on what the database suggests', async () => {
    expect(await refusalOf('select * from dim_dat')).toMatchObject({
      message: 'Table with name dim_dat does not exist!',
      hint: expect.stringContaining('dim_date') as string,
    });
    expect((await refusalOf('pivot dim_date on date_on')).hint).toContain('PIVOT needs its values');
  });

  test('says what went wrong while it ran', async () => {
    expect((await refusalOf("select cast('x' || range as integer) from range(2)")).message).toContain(
      'Could not convert',
    );
  });

  test('can be cancelled however long it would take, and the next query runs', async () => {
    const controller = new AbortController();
    const asked = new Promise<void>((resolve) => {
      onStatement = (statement) => {
        if (statement.includes('b.range = 7')) resolve();
      };
    });
    const endless = runUserSql(
      workspace,
      'select count(*) from range(1000000000) a, range(1000000000) b where a.range + b.range = 7',
      controller.signal,
    );
    await asked;
    setImmediate(() => controller.abort());
    const fault = await endless.then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault?.kind).toBe('cancelled');
    expect(await rowsOf('select 1 as a')).toEqual([[1]]);
  });

  test('a query that needs more memory than there is fails alone', async () => {
    const { message } = await refusalOf("select list(repeat('x', 1000000000) || range) from range(10)");
    expect(message).toContain('more memory');
    expect(await rowsOf('select count(*)::integer from dim_date')).toEqual([[3]]);
  });

  test('shows every type: what has no exact number is text', async () => {
    const answer = await run(
      `select 9223372036854775807 as big, 12.50::decimal(10,2) as price, [1, 2] as list, {'a': 1} as struct,
        interval 1 day as span, date '2024-02-29' as day, timestamp '2024-02-29 10:00' as moment, 1.5 as half,
        true as yes, null as nothing, 7 as rowid, 1 as a, 2 as a, 'x'::blob as bytes, 5::utinyint as small`,
    );
    if (answer.state !== 'done') throw new Error(answer.message);
    const page = await readPage(workspace, { query: allRows(answer.table.name), offset: 0, limit: 10 });
    expect(page.rows).toEqual([
      [
        '9223372036854775807',
        '12.50',
        '[1, 2]',
        "{'a': 1}",
        '1 day',
        '2024-02-29',
        '2024-02-29T10:00:00',
        '1.5',
        true,
        null,
        7,
        1,
        2,
        'x',
        5,
      ],
    ]);
  });

  test('a result that newer ones displaced says so', async () => {
    const first = await run('select 1');
    if (first.state !== 'done') throw new Error(first.message);
    await run('select 2');
    await run('select 3');
    const fault = await readPage(workspace, { query: allRows(first.table.name), offset: 0, limit: 1 }).then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault?.code).toBe('result_gone');
  });
});
