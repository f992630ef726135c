import { allRows } from '../../shared/contract/grid';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../shared/queries/grid/csv';
import { lit, raw, sql } from '../../shared/sql/sql';
import { Workspace } from '../../shared/sql/workspace';
import { srcCellIssues } from '../../shared/stages/clean/records/src-unreadable';
import { freshDatabase, watchedDatabase } from '../support/reused-database';

const ROWS = 30_000;

describe('the memory of an export', () => {
  it('is that of one page: no page sorts all the rows that are left', async () => {
    const asked: string[] = [];
    const database = watchedDatabase(await freshDatabase(), (statement) => asked.push(statement));
    const workspace = new Workspace(database, 'memory');
    workspace.begin();
    await workspace.fill(srcCellIssues, String(ROWS), (into) =>
      into.insert(
        sql`select 'data_' || (i % 7) || '.csv' as file, cast(i as integer) as record_number, 'c' as column_name,
          ${raw("'value ' || i")} as raw_value, 'no date' as reason from range(${lit(ROWS)}) t(i)`,
      ),
    );
    await workspace.commit();
    asked.length = 0;
    let lines = 0;
    await writeCsv(
      workspace,
      allRows(srcCellIssues.name),
      { byteOrderMark: false, raw: true },
      ({ bytes }) => {
        for (const byte of bytes) if (byte === 10) lines += 1;
        return Promise.resolve();
      },
      new AbortController().signal,
    );
    expect(lines).toBe(ROWS + 1);
    const pages = asked.filter((statement) => statement.includes('limit'));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      const plan = (await database.query(`explain ${page}`)).rows().flat().join('\n');
      expect(plan).toContain('TOP_N');
      expect(plan).not.toContain('ORDER_BY');
    }
    await database.close();
  });
});
