import { describe, expect, test } from 'vitest';
import { explained, forbiddenIn, isDoing, notAQuery, readFault } from '../../shared/queries/sql/sql-rules';

const FUNCTIONS = ['read_csv', 'glob', 'range', 'unnest', 'duckdb_tables'];

describe('A statement of a reader', () => {
  test.each([
    ["select * from read_csv('a')", 'read_csv is not available here.'],
    ['select * from READ_CSV (1)', 'read_csv is not available here.'],
    ['select * from "read_csv" /* so */ (1)', 'read_csv is not available here.'],
    ['select * from glob -- so\n(1)', 'glob is not available here.'],
    ["select * from 'll/1'", 'Files cannot be read here.'],
    ['select * from " LL\\1"', 'Files cannot be read here.'],
  ])('must not run where it reaches out of the data: %s', (sql, why) => {
    expect(forbiddenIn(sql, FUNCTIONS)).toBe(why);
  });

  test.each([
    'select * from range(3), unnest([1])',
    'select read_csv from leads',
    'select my_read_csv(1), $glob(2)',
    "select 'hello/1', 'all/2'",
    'select globe(1)',
  ])('may run where it does not: %s', (sql) => {
    expect(forbiddenIn(sql, FUNCTIONS)).toBeNull();
  });

  test('is held against no function where none gives tables', () => {
    expect(forbiddenIn("select * from read_csv('a')", [])).toBeNull();
    expect(forbiddenIn('select * from (1)', ['range'])).toBeNull();
  });

  test('that begins as one that does something is not even looked at', () => {
    for (const sql of [
      'drop table x',
      ' ( (Insert into x',
      '/* so */ -- so\n update x',
      'copy x',
      'VACUUM',
      'use x',
    ])
      expect(isDoing(sql), sql).toBe(true);
    for (const sql of [
      'select 1',
      'from x',
      'dropped',
      '',
      '/* drop */ select',
      'with x as (select 1) delete',
      '1',
    ])
      expect(isDoing(sql), sql).toBe(false);
  });

  test('behind explain is that statement', () => {
    expect(explained('explain select 1')).toBe(' select 1');
    expect(explained('/* so */ -- so\n  EXPLAIN\nselect 1')).toBe('\nselect 1');
    expect([explained('select explain'), explained('explainer'), explained('explain')]).toEqual([
      null,
      null,
      '',
    ]);
  });

  test('that is not one query says so, and how PIVOT is written', () => {
    const message =
      'Only one query at a time runs here: SELECT, FROM, WITH, VALUES, DESCRIBE, SUMMARIZE or EXPLAIN.';
    expect(notAQuery('select 1; select 2')).toEqual({
      message,
      hint: 'Tables cannot be changed here; results can be saved as CSV.',
      place: null,
    });
    expect(notAQuery('/* so */ Pivot t on a').hint).toBe(
      'PIVOT needs its values here: PIVOT t ON column IN (first, second) USING count(*).',
    );
    expect(notAQuery('pivoted').hint).toBe('Tables cannot be changed here; results can be saved as CSV.');
  });
});

describe('A complaint of the database', () => {
  test('is its first line without the kind of the error, its advice, and the place', () => {
    const sql = 'select\nnumbr from leads';
    const complaint =
      'Binder Error: Referenced column "numbr" not found!\nCandidate bindings: "number"\nmore\n\nLINE 2: numbr from leads\n        ^';
    expect(readFault(complaint, sql)).toEqual({
      message: 'Referenced column "numbr" not found!',
      hint: 'Candidate bindings: "number"',
      place: { line: 2, column: 1 },
    });
    expect(readFault('Parser Error: syntax error\nDid you mean "from"?\nHINT: try', sql)).toEqual({
      message: 'syntax error',
      hint: 'Did you mean "from"? HINT: try',
      place: null,
    });
    expect(readFault('', sql)).toEqual({ message: '', hint: null, place: null });
  });

  test('has its place also where the line is shown in part', () => {
    const line = `select ${'a, '.repeat(40)}numbr, b from leads`;
    const at = line.indexOf('numbr');
    const shown = `...${line.slice(at - 10, at + 9)}...`;
    const complaint = `Binder Error: no\n\nLINE 1: ${shown}\n${' '.repeat('LINE 1: '.length + 3 + 10)}^`;
    // The part is found where it stands first.
    expect(readFault(complaint, line).place).toEqual({ line: 1, column: at + 1 });
    expect(readFault('no\nLINE 9: x\n        ^', 'one line').place).toEqual({ line: 9, column: 1 });
  });

  test('about files and extensions says what cannot be done here', () => {
    for (const complaint of [
      'Permission Error: Cannot access file "a.csv"',
      'IO Error: No files found that match',
      'Permission Error: file system operations are disabled by configuration',
    ])
      expect(readFault(complaint, '')).toEqual({
        message: 'Files and addresses are out of reach.',
        hint: null,
        place: null,
      });
    expect(
      readFault('Catalog Error: x is not in the catalog, but it exists in the y extension', '').message,
    ).toBe('Extensions are not available here.');
  });
});
