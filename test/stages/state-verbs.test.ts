import { beforeAll, describe, expect, it } from 'vitest';
import { codeOfState } from '../../shared/domain/states';
import type { Cell, Database } from '../../shared/ports/database';
import { lit, raw, render, sql } from '../../shared/sql/sql';
import { stateOf } from '../../shared/sql/state-verbs';
import { freshDatabase } from '../support/reused-database';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});

const read = async (text: string | null): Promise<Cell> => {
  const query = sql`select ${stateOf(raw('v'))} from (select cast(${text === null ? raw('null') : lit(text)} as varchar) as v)`;
  return (await database.query(render(query, () => ''))).rows()[0]?.[0] ?? null;
};

describe('A state', () => {
  it.each([
    ['Texas', 'TX'],
    ['TEXAS', 'TX'],
    ['New  Mexico', 'NM'],
    ['district of columbia', 'DC'],
    ['D.C.', 'DC'],
    ['D. C.', 'DC'],
    ['Washington, D.C.', 'DC'],
    ['Washington', 'WA'],
    ['TX.', 'TX'],
    ['n.y.', 'NY'],
    ['Puerto Rico', 'PR'],
    ['Québec', 'QC'],
    ['Que\u0301bec', 'QC'],
    ['Quebec', 'QC'],
    ['Newfoundland & Labrador', 'NL'],
    ['Ontario', 'ON'],
  ])('written %j is read as its code %s, and counted', async (text, code) => {
    expect(await read(text)).toBe(code);
    expect(codeOfState(text)).toBe(code);
  });

  it.each([
    ['TX', 'TX'],
    ['tx', 'TX'],
    ['Tex.', 'TEX.'],
    ['Nuevo León', 'NUEVO LEÓN'],
    ['Bayern', 'BAYERN'],
    ['D.F.', 'D.F.'],
    ['New York City', 'NEW YORK CITY'],
    ['48', '48'],
    ['constructor', 'CONSTRUCTOR'],
    [null, null],
  ])('written %j stays as %j', async (text, state) => {
    expect(await read(text)).toBe(state);
    if (text !== null) expect(codeOfState(text)).toBeNull();
  });
});
