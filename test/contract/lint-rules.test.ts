import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

/** The project's own rules; those that need types are off, for planted text belongs to no project. */
const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  overrideConfig: {
    rules: tseslint.configs.disableTypeChecked.rules ?? {},
    languageOptions: { parserOptions: { projectService: false } },
  },
});

async function refusals(path: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: path });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const STATEMENT = "export const statement = 'select lead_id from leads';\n";
const TEMPLATE = 'export const statement = (name: string): string => `insert into ${name} values (1)`;\n';
const TAGGED =
  'declare const sql: (text: TemplateStringsArray) => string;\nexport const it = sql`\n  with a as (select 1) select * from a`;\n';
const SENTENCE = "export const label = 'Select a folder from the list';\n";
const CONSTANT = "declare const raw: (text: string) => string;\nexport const it = raw('now()');\n";
const COMPOSED =
  'declare const raw: (text: string) => string;\nexport const it = (x: string): string => raw(`a = ${x}`);\n';
const OWN_NOTATION = "export const count = (n: number): string => n.toLocaleString('en-US');\n";
const OWN_DATES = 'export const dates = new Intl.DateTimeFormat(undefined);\n';
const RE_EXPORT = "export { thing } from './thing';\n";

describe('the lint rules', () => {
  it.each([
    ['a statement in the engine', 'shared/engine/planted.ts', STATEMENT],
    ['a statement in a step', 'shared/stages/clean/planted.step.ts', STATEMENT],
    ['a statement in a screen', 'renderer/features/funnel/planted.ts', STATEMENT],
    ['a statement in a template', 'shared/engine/planted.ts', TEMPLATE],
    ['a statement under the sql tag', 'shared/engine/planted.ts', TAGGED],
    ['composed raw SQL in a query', 'shared/queries/planted.ts', COMPOSED],
    ['composed raw SQL in a step', 'shared/stages/clean/planted.step.ts', COMPOSED],
    ['a number of its own notation in a screen', 'renderer/features/funnel/planted.ts', OWN_NOTATION],
    ['dates of their own notation in a chart', 'shared/charts/planted.ts', OWN_DATES],
    ['a barrel', 'shared/sql/planted.ts', RE_EXPORT],
    ['a barrel of the stages', 'shared/stages/index.ts', RE_EXPORT],
    ['a default export', 'shared/domain/planted.ts', 'export default 1;\n'],
  ])('refuse %s', async (_what, path, text) => {
    expect(await refusals(path, text)).toEqual(['no-restricted-syntax']);
  });

  it.each([
    ['a statement in a model', 'shared/stages/clean/planted.model.ts', STATEMENT],
    ['a statement under the sql tag in a step', 'shared/stages/clean/planted.step.ts', TAGGED],
    ['a statement in a query', 'shared/queries/planted.ts', STATEMENT],
    ['a statement in an adapter', 'shared/adapters/planted.ts', STATEMENT],
    ['composed raw SQL in shared/sql', 'shared/sql/planted.ts', COMPOSED],
    ['constant raw SQL in a step', 'shared/stages/clean/planted.step.ts', CONSTANT],
    ['a sentence that starts like a statement', 'renderer/features/funnel/planted.ts', SENTENCE],
    ['a fixed notation in what is written into files', 'electron/headless/planted.ts', OWN_NOTATION],
  ])('allow %s', async (_what, path, text) => {
    expect(await refusals(path, text)).toEqual([]);
  });

  it('take no comment that switches them off', async () => {
    const text = `/* eslint-disable no-restricted-syntax -- because */\n${STATEMENT}`;
    expect(await refusals('shared/engine/planted.ts', text)).toContain('no-restricted-syntax');
  });
});
