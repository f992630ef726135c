import { describe, expect, test } from 'vitest';
import { defineModel, defineTable, readsOf, withParameters } from '../../shared/sql/model';
import { int, rowsOf, text } from '../../shared/sql/records';
import {
  commas,
  ident,
  intList,
  join,
  lit,
  raw,
  render,
  sql,
  textList,
  type Sql,
} from '../../shared/sql/sql';
import { controlsOf } from '../../shared/sql/fates';
import { fingerprint } from '../../shared/sql/fingerprint';
import {
  defineFindings,
  defineStage,
  defineStep,
  givenByStep,
  relationsOf,
  settingOf,
  taking,
  type StepContext,
} from '../../shared/sql/stage';

const written = (fragment: Sql): string => render(fragment, ({ name }) => `"${name}"`);

const spec = (name: string) => ({
  name,
  title: name,
  description: name,
  grain: 'one row per n',
  key: ['n'],
  columns: { n: { type: 'INTEGER' as const, description: 'A number.' } },
});
const leads = defineTable(spec('src_leads'));
const people = defineTable(spec('src_people'));

describe('SQL as data', () => {
  test('is written with the names that relations have by now, in their order', () => {
    const part = sql`select 1 from ${people}`;
    const query = sql`${part} union ${sql`select ${ident('a"b')} from ${leads}`} where ${lit(true)}`;
    expect(query.parts).toEqual([
      'select 1 from ',
      people,
      ' union ',
      'select ',
      '"a""b"',
      ' from ',
      leads,
      ' where ',
      'true',
    ]);
    expect(written(query)).toBe('select 1 from "src_people" union select "a""b" from "src_leads" where true');
    expect(written(sql``)).toBe('');
    expect(written(sql`${raw('a')}${raw('b')}`)).toBe('ab');
  });

  test('has values as literals that can end nothing', () => {
    const literals = [
      lit(null),
      lit(true),
      lit(false),
      lit(0),
      lit(-1.5),
      lit('a'),
      lit("it's '"),
      lit('a\0b'),
    ];
    expect(literals.map(written)).toEqual([
      'null',
      'true',
      'false',
      '0',
      '-1.5',
      "'a'",
      "'it''s '''",
      "'ab'",
    ]);
    for (const number of [NaN, Infinity, -Infinity])
      expect(() => lit(number)).toThrow(`No literal for ${String(number)}.`);
  });

  test('joins fragments, none and one too', () => {
    const [a, b] = [raw('a'), sql`b${leads}`];
    expect(written(join([a, b, a], raw(' or ')))).toBe('a or b"src_leads" or a');
    expect(written(join([a], raw(' or ')))).toBe('a');
    expect(written(join([], raw(' or ')))).toBe('');
    expect(written(commas([a, b]))).toBe('a, b"src_leads"');
  });

  test('has lists for in (…), of which an empty one matches nothing', () => {
    expect(written(textList(['a', "b'c"]))).toBe("'a', 'b''c'");
    expect(written(intList([1, -2]))).toBe('1, -2');
    expect([textList([]), intList([])].map(written)).toEqual([
      'select null where false',
      'select null where false',
    ]);
  });

  test('of one version of a model is told from another by twelve digits', () => {
    expect(fingerprint('select 1')).toMatch(/^[0-9a-f]{12}$/);
    expect(fingerprint('select 1')).not.toBe(fingerprint('select 2'));
    expect(fingerprint('')).toBe('da39a3ee5e6b');
  });
});

describe('A model', () => {
  const model = defineModel({
    ...spec('int_a'),
    select: () => sql`select n from ${leads} join ${people} join ${leads}`,
  });
  const limited = defineModel<number>({
    ...spec('int_b'),
    materialized: 'view',
    example: 5,
    select: (most) => sql`select n from ${people} limit ${lit(most)}`,
  });

  test('is a table that may have rows, unless it says otherwise', () => {
    expect(model).toMatchObject({
      kind: 'relation',
      source: 'select',
      materialized: 'table',
      hasRowsWhere: null,
    });
    expect(limited.materialized).toBe('view');
    expect(leads).toMatchObject({ kind: 'relation', source: 'step', name: 'src_leads' });
  });

  test('reads each relation once, in the order of its SQL', () => {
    expect(readsOf(model).map(({ name }) => name)).toEqual(['src_leads', 'src_people']);
    expect(readsOf(limited)).toEqual([people]);
  });

  test('is known without a run by its example, and is a mistake where it needs one and has none', () => {
    expect(written(limited.template())).toBe('select n from "src_people" limit 5');
    const { example: _none, ...without } = { ...spec('int_c'), example: 1 };
    const mistaken = defineModel<number>({ ...without, select: (most) => sql`select ${lit(most)}` });
    expect(() => mistaken.template()).toThrow('Model int_c takes parameters and has no example of them.');
  });

  test('is bound to what it takes', () => {
    const bound = withParameters(limited, 7);
    expect(written(bound.select())).toBe('select n from "src_people" limit 7');
    expect(bound.name).toBe('int_b');
    const most = givenByStep<number>('most', 'How many.');
    const stageModel = taking(limited, most);
    expect(stageModel.takes).toBe(most);
    expect(written(stageModel.bind(() => 9 as never).select())).toBe('select n from "src_people" limit 9');
  });
});

describe('A stage', () => {
  const built = defineModel({ ...spec('int_built'), select: () => sql`select 1 as n` });
  const own = defineModel({ ...spec('int_own'), select: () => sql`select 1 as n` });
  const step = defineStep({
    name: 'fill',
    title: 'Filling',
    size: 'rows',
    writes: [leads],
    builds: [built],
    run: async () => {},
  });

  test('lists what its steps fill and build, then its models', () => {
    const stage = defineStage({ name: 'clean', title: 'Cleaned', steps: [step], models: [own] });
    expect(relationsOf(stage).map(({ name }) => name)).toEqual(['src_leads', 'int_built', 'int_own']);
    expect(stage).toMatchObject({
      name: 'clean',
      title: 'Cleaned',
      question: null,
      parameters: [],
      findings: [],
    });
    const [model] = stage.models;
    expect(model?.takes).toBeNull();
    expect(model?.bind(() => null as never)).toBe(own);
    expect(relationsOf(defineStage({ name: 'model', title: 'Empty' }))).toEqual([]);
  });

  test('has steps that say nothing of what they do not need', () => {
    expect(step).toMatchObject({
      kind: 'step',
      size: 'rows',
      reads: [],
      takes: [],
      gives: [],
      after: [],
      question: null,
      isTold: false,
    });
  });

  test('takes settings from what the project says, and other things from its steps', () => {
    const country = settingOf('country', 'Where phones are.', ({ settings }) => settings.phoneCountry);
    expect(country).toMatchObject({ kind: 'parameter', name: 'country', description: 'Where phones are.' });
    expect(country.of?.({ settings: { phoneCountry: 'MX' } } as never)).toBe('MX');
    expect(givenByStep('found', 'What was found.').of).toBeNull();
  });

  test('tells what its findings found', async () => {
    const told: unknown[] = [];
    const findings = defineFindings({ name: 'look', title: 'Looking', find: () => Promise.resolve([]) });
    await findings.run({ found: (found: unknown) => told.push(found) } as unknown as StepContext);
    expect(told).toEqual([[]]);
    expect(findings.size).toBe('groups');
  });
});

describe('A row of a result', () => {
  test('has its values by the names of the columns; what is missing is nothing', () => {
    const rows = rowsOf({ names: ['a', 'b'], rowCount: 2, rows: () => [[1, 'x'], [2]] } as never);
    expect(rows).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: null },
    ]);
  });

  test('is read as a whole number or as text', () => {
    expect([int({ a: '7' }, 'a'), int({ a: null }, 'a'), int({}, 'a'), int(undefined, 'a')]).toEqual([
      7, 0, 0, 0,
    ]);
    expect([text({ a: 7 }, 'a'), text({ a: '' }, 'a'), text({ a: null }, 'a'), text(undefined, 'a')]).toEqual(
      ['7', '', null, null],
    );
    expect(
      controlsOf([
        { file: 'a.csv', cents: '12' },
        { file: 'b.csv', cents: null },
      ]),
    ).toEqual([
      { file: 'a.csv', cents: 12 },
      { file: 'b.csv', cents: 0 },
    ]);
  });
});
