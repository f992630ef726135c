import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliContext } from '../../electron/headless/cli-context';
import { runCli } from '../../electron/headless/program';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import { decidedOf } from '../../shared/domain/decided';
import { FULL_PLAN } from '../../shared/engine/full-plan';
import { fingerprintsOf, planOf, staleUnits, type Plan } from '../../shared/engine/plan';
import { planDrawing } from '../../shared/engine/plan-text';
import { shownIn } from '../../shared/queries/grid/catalogues';
import { EXPORT_TABLES, TABLES } from '../../shared/queries/grid/tables';
import { defineModel, defineTable, type ModelSpec } from '../../shared/sql/model';
import { sql, type Sql } from '../../shared/sql/sql';
import { defineStage, defineStep, givenByStep, relationsOf, type StageSpec } from '../../shared/sql/stage';
import { ALL_STAGES } from '../../shared/stages/all-stages';

const CHECKOUT = join(import.meta.dirname, '../..');
const STAGES = join(CHECKOUT, 'shared/stages');

/** The names of all relations that the files of the stages define. */
async function definedRelations(): Promise<readonly string[]> {
  const files = readdirSync(STAGES, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('pdf'),
  );
  const modules = await Promise.all(
    files.map((file) => import(join(STAGES, file)) as Promise<Readonly<Record<string, unknown>>>),
  );
  const isRelation = (value: unknown): value is { readonly name: string } =>
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'relation';
  return [...new Set(modules.flatMap((module) => Object.values(module).filter(isRelation)))].map(
    ({ name }) => name,
  );
}

const saying = (settings: Partial<ProjectSettings> = {}) => {
  const all = { ...defaultProjectSettings(), ...settings };
  return { settings: all, decided: decidedOf(all, []) };
};

const namesOf = (units: Plan['units']): readonly string[] => units.map(({ name }) => name);

const COLUMNS = { n: { type: 'INTEGER', description: 'A number.' } } as const;
const about = (name: string) => ({
  name,
  title: name,
  description: name,
  grain: 'one row per number',
  key: ['n'],
  columns: COLUMNS,
});
const model = (name: string, select: Sql): ModelSpec<void> =>
  defineModel({ ...about(name), select: () => select });
const stage = (models: readonly ModelSpec<void>[], steps: StageSpec['steps'] = []): StageSpec =>
  defineStage({ name: 'model', title: 'A stage', models, steps });

describe('the plan of a run', () => {
  it('has every table and model that a stage defines, each made by exactly one unit', async () => {
    const made = FULL_PLAN.units.flatMap(({ writes }) => writes);
    expect([...made].sort()).toEqual([...(await definedRelations())].sort());
    expect(
      ALL_STAGES.flatMap(relationsOf)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...made].sort());
  });

  it('has each unit after all that make what it reads and takes', () => {
    const made = new Set<string>();
    for (const { name, reads, takes, after, writes, gives } of FULL_PLAN.units) {
      const needs = [...reads, ...after, ...takes.filter(({ of }) => of === null).map((p) => p.name)];
      expect(
        needs.filter((need) => !made.has(need)),
        `${name} comes before what it needs`,
      ).toEqual([]);
      for (const thing of [name, ...writes, ...gives]) made.add(thing);
    }
  });

  it('goes by what the SQL reads, not by the order in which a stage lists its models', () => {
    const first = model('int_first', sql`select 1 as n`);
    const second = model('int_second', sql`select n from ${first}`);
    const third = model('int_third', sql`select n from ${second} join ${first} using (n)`);
    expect(namesOf(planOf([stage([third, second, first])]).units)).toEqual([
      'int_first',
      'int_second',
      'int_third',
    ]);
  });

  it('refuses by its name a model that reads what nobody makes, and a step that takes what nobody gives', () => {
    const nowhere = defineTable(about('src_nowhere'));
    const reader = model('int_reader', sql`select n from ${nowhere}`);
    expect(() => planOf([stage([reader])])).toThrow('int_reader reads src_nowhere, which no stage makes.');
    expect(namesOf(planOf([stage([reader])], [nowhere]).units)).toEqual(['int_reader']);
    const step = defineStep({
      name: 'count',
      title: 'Counting',
      takes: [givenByStep<number>('total', 'A total.')],
      size: 'constant',
      run: () => Promise.resolve(),
    });
    expect(() => planOf([stage([], [step])])).toThrow('count reads total, which no stage makes.');
  });

  it('refuses two who make the same, and models that need each other', () => {
    const one = model('int_same', sql`select 1 as n`);
    expect(() => planOf([stage([one]), stage([one])])).toThrow(
      'int_same is made by int_same and by int_same.',
    );
    const a: ModelSpec<void> = model('int_a', sql`select n from ${{ kind: 'relation', name: 'int_b' }}`);
    const b = model('int_b', sql`select n from ${a}`);
    expect(() => planOf([stage([a, b])])).toThrow('These need each other: int_a, int_b.');
  });

  it('calls a model stale whose SQL has changed, with all that rests on it and nothing else', () => {
    const first = model('int_first', sql`select 1 as n`);
    const beside = model('int_beside', sql`select n from ${first}`);
    const planWith = (select: Sql): Plan => {
      const second = model('int_second', select);
      return planOf([stage([first, beside, second, model('int_third', sql`select n from ${second}`)])]);
    };
    const before = planWith(sql`select n from ${first}`);
    const now = planWith(sql`select n + 1 as n from ${first}`);
    const stale = staleUnits(now, fingerprintsOf(before, saying()), fingerprintsOf(now, saying()));
    expect(namesOf(stale)).toEqual(['int_second', 'int_third']);
    expect(staleUnits(now, fingerprintsOf(now, saying()), fingerprintsOf(now, saying()))).toEqual([]);
  });

  it('calls stale what a setting changes: the window of attribution goes on from the journeys', () => {
    const before = fingerprintsOf(FULL_PLAN, saying());
    const now = fingerprintsOf(FULL_PLAN, saying({ attributionWindowDays: 30 }));
    const stale = namesOf(staleUnits(FULL_PLAN, before, now));
    expect(stale).toContain('int_invoice_paths');
    expect(stale).toContain('read_revenue');
    expect(stale).not.toContain('fct_invoices');
    expect(stale).not.toContain('dim_person');
    const rests = new Set(['int_invoice_paths', 'int_direct_invoices']);
    for (const { name } of FULL_PLAN.units) {
      if ([...(FULL_PLAN.needs.get(name) ?? [])].some((need) => rests.has(need))) rests.add(name);
    }
    expect([...stale].sort()).toEqual([...rests].sort());
  });

  it('says where each relation is shown, no two in one place, and the most asked for first', () => {
    for (const place of ['grid', 'report', 'star'] as const) {
      const places = ALL_STAGES.flatMap(relationsOf).flatMap(({ shown }) => shown?.[place] ?? []);
      expect(new Set(places).size, place).toBe(places.length);
      expect(shownIn(place).map(({ shown }) => shown?.[place])).toEqual(places.sort((a, b) => a - b));
    }
    expect(TABLES[0]?.name).toBe('int_lead_outcomes');
    expect(EXPORT_TABLES.every((table) => TABLES.includes(table))).toBe(true);
    expect(shownIn('star').every(({ name }) => /^(dim|fct)_/.test(name))).toBe(true);
  });

  it('is printed by leadlens explain --plan, and marked with what a project changes', async () => {
    let printed = '';
    let said = '';
    const context: CliContext = {
      stdout: (text: string) => {
        printed += text;
      },
      stderr: (text: string) => {
        said += text;
      },
      isTerminal: false,
      pageRoot: CHECKOUT,
      signal: new AbortController().signal,
    };
    expect(await runCli(['explain', '--plan'], context)).toBe(0);
    for (const { name } of FULL_PLAN.units) expect(printed).toContain(` ${name}`);
    expect(printed).toContain(
      'step     weigh_links; reads int_link_evidence, int_link_candidates, int_crm_identities, int_delivered_leads, int_key_rarity; ' +
        'writes src_weight_model; gives weight_model; size constant',
    );
    expect(printed).not.toMatch(/^\*/m);
    expect(await runCli(['explain'], context)).toBe(2);
    expect(said).toContain('leadlens explain --plan');
  });

  it('is drawn in ARCHITECTURE.md as it is', () => {
    const architecture = readFileSync(join(CHECKOUT, 'ARCHITECTURE.md'), 'utf8');
    expect(architecture, 'write it anew with `npm run docs`').toContain(planDrawing(ALL_STAGES, FULL_PLAN));
  });
});
