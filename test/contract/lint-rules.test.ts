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
const CONSTANT = "declare const raw: (text: string) => string;\nexport const it = raw('now()');\n";
const COMPOSED =
  'declare const raw: (text: string) => string;\nexport const it = (x: string): string => raw(`a = ${x}`);\n';
const OWN_NOTATION = "export const count = (n: number): string => n.toLocaleString('en-US');\n";
const OWN_DATES = 'export const dates = new Intl.DateTimeFormat(undefined);\n';
const RE_EXPORT = "export { thing } from './thing';\n";

describe('the lint rules', () => {
  it.each([
    ['in the engine', 'shared/engine/planted.ts', STATEMENT],
    ['in a step', 'shared/stages/clean/planted.step.ts', STATEMENT],
    ['in a screen', 'renderer/features/funnel/planted.ts', STATEMENT],
    ['in a template', 'shared/engine/planted.ts', TEMPLATE],
    ['under the sql tag', 'shared/engine/planted.ts', TAGGED],
  ])('refuse a statement %s', async (_where, path, text) => {
    expect(await refusals(path, text)).toEqual(['leadlens/sql-in-its-rooms']);
  });

  it.each([
    "'update leads set tier = 1'",
    "'from leads select lead_id'",
    "'FROM leads WHERE a SELECT 1'",
    "'From leads select lead_id'",
    "`copy ${x} to 'leads.csv'`",
    "'Copy (select 1) to x'",
    "'explain select 1'",
    "'Explain analyze with a as(select 1) from a'",
    "'PRAGMA table_info(leads)'",
    "'Select lead_id from leads'",
    "'Select id from leads where tier = 1'",
    "'sElEcT 1'",
    "'Delete from leads where true'",
    "'Insert into leads values (1)'",
    "'insert\\n  into leads values (1)'",
    "'-- leads\\n(select 1)'",
    "'select' + ' lead_id from leads'",
    "'sel' + 'ect ' + x + ' from leads'",
    "'select' + x",
    "['select', 'lead_id', 'from leads'].join('\\n')",
    "['Create table', x, 'as', x].join(' ')",
    '`${x} select * from leads`',
    '`with ${x} as (${x}) from a`',
    "`${'select'} ${x} from leads`",
  ])('refuse the statement %s', async (text) => {
    const planted = `export declare const x: string;\nexport const statement = ${text};\n`;
    expect(await refusals('renderer/features/funnel/planted.ts', planted)).toEqual([
      'leadlens/sql-in-its-rooms',
    ]);
  });

  it.each([
    "'Select a folder from the list'",
    "'Select rows to copy them.'",
    "'Update the rates'",
    "'Update campaigns, then set the period'",
    "'From the report, select a lead'",
    "'Copy rows to the clipboard'",
    '`Copy ${x} rows`',
    "'Explain this number'",
    "'Delete from this project'",
    "'Delete from your list?'",
    "'With dates as they are'",
    "'Create table of rates'",
    "'Attach a note'",
    "'update'",
    "'select-all'",
    "['from', 'to'].join(' ')",
    "'selected ' + x",
    "x + ' from the export'",
  ])('allow the words %s', async (text) => {
    const words = `export declare const x: string;\nexport const label = ${text};\n`;
    expect(await refusals('renderer/features/funnel/planted.ts', words)).toEqual([]);
  });

  it.each([
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
    ['a fixed notation in what is written into files', 'electron/headless/planted.ts', OWN_NOTATION],
  ])('allow %s', async (_what, path, text) => {
    expect(await refusals(path, text)).toEqual([]);
  });

  it('take no comment that switches them off', async () => {
    const text = `/* eslint-disable leadlens/sql-in-its-rooms -- because */\n${STATEMENT}`;
    expect(await refusals('shared/engine/planted.ts', text)).toContain('leadlens/sql-in-its-rooms');
  });
});
