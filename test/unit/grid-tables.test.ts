import { expect, test } from 'vitest';
import { codeInWords } from '../../shared/domain/words/code-words';
import { gridTable, TABLES } from '../../shared/queries/grid/tables';

const ALL = TABLES.map(gridTable);

test('no two columns of a table are called alike', () => {
  const twice = ALL.flatMap(({ name, columns }) => {
    const labels = columns.map(({ label }) => label);
    return labels.filter((label, at) => labels.indexOf(label) !== at).map((label) => `${name}: ${label}`);
  });
  expect(twice).toEqual([]);
});

test('columns say e-mail, and of a number that it is one', () => {
  const odd = ALL.flatMap(({ name, columns }) =>
    columns.filter(({ label }) => /\bemail|\bno$/i.test(label)).map(({ label }) => `${name}: ${label}`),
  );
  expect(odd).toEqual([]);
});

test('a platform is called as its export is, in every table that has one', () => {
  const platforms = ALL.flatMap(({ columns }) => columns.filter(({ name }) => name === 'platform'));
  expect(platforms.length).toBeGreaterThan(3);
  expect(new Set(platforms.map(({ kind }) => kind))).toEqual(new Set(['code']));
  expect(['facebook', 'linkedin'].map(codeInWords)).toEqual(['Facebook Ads', 'LinkedIn Ads']);
});
