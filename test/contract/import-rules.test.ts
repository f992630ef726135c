import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkImports } from '../checks/import-rules.mjs';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** Each planted file has one import. The name of the rule that must refuse it, or null where it is allowed. */
const PLANTED: readonly (readonly [file: string, imports: string, rule: string | null])[] = [
  ['shared/domain/from-sql.ts', '../sql/target', 'room shared/domain'],
  ['shared/domain/from-npm.ts', 'zod', 'room shared/domain'],
  ['shared/domain/from-domain.ts', './target', null],
  ['shared/contract/from-npm.ts', 'zod', null],
  ['shared/contract/from-node.ts', 'node:fs', 'room shared/contract'],
  ['shared/contract/from-engine.ts', '../engine/target', 'room shared/contract'],
  ['shared/ports/from-contract.ts', '../contract/target', 'room shared/ports, types only'],
  ['shared/stages/match/from-later.ts', '../measure/target.model', 'room shared/stages/match'],
  ['shared/stages/match/from-earlier.ts', '../clean/target', 'room shared/stages/match, types only'],
  ['shared/stages/match/from-earlier-model.ts', '../clean/target.model', null],
  ['shared/stages/match/from-earlier-parameters.ts', '../clean/clean-parameters', null],
  [
    'shared/stages/match/from-earlier-stage.ts',
    '../clean/clean.stage',
    'room shared/stages/match, types only',
  ],
  ['shared/stages/clean/from-later-findings.ts', '../measure/target', 'room shared/stages/clean'],
  ['shared/stages/all-stages.ts', './clean/clean.stage', null],
  ['shared/stages/other.ts', './clean/target', 'room shared/stages'],
  ['shared/queries/from-stages.ts', '../stages/all-stages', null],
  ['shared/queries/from-engine.ts', '../engine/target', 'room shared/queries'],
  ['shared/stages/match/from-node.ts', 'node:fs', 'room shared/stages/match'],
  ['shared/stages/match/from-charts.ts', '../../charts/target', 'room shared/stages/match'],
  ['shared/stages/report/from-charts.ts', '../../charts/target', null],
  ['shared/queries/from-step.ts', '../stages/clean/target', 'room shared/queries, types only'],
  ['shared/engine/from-node.ts', 'node:fs/promises', 'room shared/engine'],
  ['shared/engine/from-renderer.ts', '../../renderer/state/target', 'room shared/engine'],
  ['shared/adapters/from-stages.ts', '../stages/clean/target', 'room shared/adapters'],
  [
    'renderer/features/funnel/from-stages.ts',
    '../../../shared/stages/clean/target',
    'room renderer/features',
  ],
  ['renderer/features/funnel/from-sql.ts', '../../../shared/sql/target', 'room renderer/features'],
  ['renderer/features/funnel/from-engine.ts', '../../../shared/engine/target', 'room renderer/features'],
  ['renderer/features/funnel/from-duckdb.ts', '@duckdb/duckdb-wasm', 'room renderer/features'],
  ['renderer/features/funnel/from-state.ts', '../../state/target', null],
  ['renderer/state/from-node.ts', 'node:path', 'room renderer/state'],
  ['electron/services/from-electron.ts', 'electron', 'room electron/services'],
  ['electron/services/from-engine.ts', '../../shared/engine/target', 'room electron/services'],
  ['electron/services/from-node.ts', 'node:fs', null],
  ['electron/headless/from-electron.ts', 'electron', 'room electron/headless'],
  ['electron/headless/from-engine.ts', '../../shared/engine/target', null],
  ['electron/from-engine.ts', '../shared/engine/target', 'room electron'],
  ['electron/from-electron.ts', 'electron', null],
  ['shared/engine/circle-back.ts', './circle', 'no circular imports'],
  ['shared/engine/from-nowhere.ts', './nowhere', 'imports resolve'],
  ['shared/engine/from-test.ts', '../../test/target', 'the program does not import its tests'],
];

const TARGETS = [
  'shared/domain/target.ts',
  'shared/contract/target.ts',
  'shared/sql/target.ts',
  'shared/charts/target.ts',
  'shared/engine/target.ts',
  'shared/stages/clean/target.ts',
  'shared/stages/clean/target.model.ts',
  'shared/stages/clean/clean.stage.ts',
  'shared/stages/clean/clean-parameters.ts',
  'shared/stages/measure/target.ts',
  'shared/stages/measure/target.model.ts',
  'renderer/state/target.ts',
  'test/target.ts',
];

const MISPLACED = [
  ['shared/sql/utils.ts', 'no utils'],
  ['shared/sql/index.ts', 'no barrels'],
  ['shared/misc/thing.ts', 'every file has a room'],
] as const;

describe('the import rules', () => {
  let folder = '';
  let found: Awaited<ReturnType<typeof checkImports>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leadlens-imports-'));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    symlinkSync(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    for (const target of TARGETS) write(target, 'export const target = 1;\n');
    for (const [file, imports] of PLANTED)
      write(file, `import * as it from '${imports}';\nexport const given = it;\n`);
    write('shared/engine/circle.ts', "export * from './circle-back';\n");
    for (const [file] of MISPLACED) write(file, 'export const thing = 1;\n');
    found = await checkImports(folder);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const rulesBroken = (file: string): string[] =>
    found.violations.filter(({ from }) => from === file).map(({ rule }) => rule);

  it.each(PLANTED.filter(([, , rule]) => rule !== null))('%s may not import %s', (file, _imports, rule) => {
    expect(rulesBroken(file)).toContain(rule);
  });

  it.each(PLANTED.filter(([, , rule]) => rule === null))('%s may import %s', (file) => {
    expect(rulesBroken(file)).toEqual([]);
  });

  it.each(MISPLACED)('%s is refused: %s', (file, rule) => {
    expect(rulesBroken(file)).toEqual([rule]);
  });

  it('read every planted file', () => {
    expect(found.files).toBe(PLANTED.length + TARGETS.length + MISPLACED.length + 1);
  });

  it('know what a type-only import is', async () => {
    const file = join(folder, 'shared/ports/from-contract-types.ts');
    writeFileSync(file, "import type * as it from '../contract/target';\nexport type Given = typeof it;\n");
    const { violations } = await checkImports(folder);
    expect(violations.filter(({ from }) => from === 'shared/ports/from-contract-types.ts')).toEqual([]);
  });
});
