import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import { codeInWords } from '../../shared/domain/words/code-words';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder } from '../support/samples';

/** `phone_only`, also beside others: what a program writes and a person does not. */
const CODE = /(?<![\w@.])[a-z][a-z0-9]*(?:_[a-z]+)+(?![\w@./]*[@./])/;

/** Columns that hold names as files, users or services write them. */
const VERBATIM =
  /^(file|first_file|column|column_name|value|raw_value|text|sentence|event|event_type|name|.*_uid|.*campaign.*)$/;

let engine: TestEngine;
beforeAll(async () => {
  const folders = await Promise.all([
    sampleFolder({ leads: 600, snapshots: 5 }),
    sampleFolder({ scenario: 'revenue', leads: 400 }),
  ]);
  const files = Object.fromEntries(
    folders.flatMap((folder, at) =>
      Object.entries(folder.files).map(([path, bytes]) => [`${String(at)}/${path}`, bytes] as const),
    ),
  );
  engine = await openEngine(memoryFiles(files));
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith(), decisions: [] });
}, 240_000);
afterAll(() => engine.close());

describe('values that the program writes', () => {
  it('stand in columns that are declared so, and each has words', async () => {
    const wrong = new Set<string>();
    for (const table of await engine.client.call('tables', {})) {
      const text = table.columns.filter(({ kind }) => kind === 'text' || kind === 'code');
      const page = await engine.client.call('page', {
        query: allRows(table.name),
        offset: 0,
        limit: 2000,
      });
      for (const column of text) {
        if (VERBATIM.test(column.name)) continue;
        const at = page.columns.findIndex(({ name }) => name === column.name);
        for (const row of page.rows) {
          const value = row[at];
          if (typeof value !== 'string') continue;
          if (CODE.test(column.kind === 'code' ? codeInWords(value) : value))
            wrong.add(`${table.name}.${column.name}: ${value}`);
        }
      }
    }
    expect([...wrong].sort()).toEqual([]);
  });
});
