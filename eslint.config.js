import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { sqlInItsRooms } from './eslint.sql.js';

const barrels = ['ExportAllDeclaration', 'ExportNamedDeclaration[source]'].map((selector) => ({
  selector,
  message: 'Import from the file that defines it: there are no barrel files.',
}));
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export is only for tools that demand one.',
};
const rawSql = {
  selector: "CallExpression[callee.name='raw']:not([arguments.0.type='Literal'])",
  message:
    'Outside shared/sql raw() takes a constant text only: use ident(), lit() or a verb of the dialect.',
};
const ownNotation = [
  "CallExpression[callee.property.name='toLocaleString']",
  'CallExpression[callee.property.name=/^toLocale(Date|Time)String$/]',
  "NewExpression[callee.object.name='Intl'][callee.property.name=/^(NumberFormat|DateTimeFormat)$/]",
].map((selector) => ({
  selector,
  message: 'Write numbers and dates with shared/charts/format.ts: it knows the locale that the reader chose.',
}));
const ownTable = [
  "JSXOpeningElement[name.name='table']",
  "ImportDeclaration[source.value='@mantine/core'] > ImportSpecifier[imported.name='Table']",
].map((selector) => ({
  selector,
  message:
    'Use NumberTable or TextTable of renderer/ui: they look alike and say which cell is a header of what.',
}));
const SQL = 'leadlens/sql-in-its-rooms';
/** @param {unknown[]} groups */
const restricted = (...groups) => ({
  'no-restricted-syntax': /** @type {['error', ...unknown[]]} */ (['error', ...groups.flat()]),
});

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'test-results/', 'playwright-report/', 'coverage/', '.cache/']),
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    plugins: { leadlens: { rules: { 'sql-in-its-rooms': sqlInItsRooms } } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-misused-spread': 'off', // code points are what is meant
      '@typescript-eslint/require-await': 'off', // methods of a port are asynchronous for other hosts' sake
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      ...restricted(barrels, defaultExport, rawSql),
      [SQL]: 'error',
    },
  },
  { files: ['**/*.d.ts'], rules: restricted(defaultExport) },
  {
    files: ['renderer/**', 'shared/charts/**'],
    ignores: ['shared/charts/format.ts', '**/*.d.ts'],
    rules: restricted(barrels, defaultExport, rawSql, ownNotation, ownTable),
  },
  {
    files: ['renderer/ui/table.tsx'],
    rules: restricted(barrels, defaultExport, rawSql, ownNotation),
  },
  {
    files: ['shared/queries/**', 'shared/adapters/**'],
    rules: { [SQL]: 'off' },
  },
  {
    files: ['shared/sql/**', 'shared/stages/**/*.model.ts'],
    rules: { ...restricted(barrels, defaultExport), [SQL]: 'off' },
  },
  // A stage reads what its models made, in statements that the sql tag keeps safe.
  {
    files: ['shared/stages/**'],
    ignores: ['**/*.model.ts'],
    rules: { [SQL]: ['error', { tagged: true }] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/unbound-method': 'off', // the grid hands out callbacks that are declared as methods
    },
  },
  {
    // A test writes tables and looks into results whose shape it knows.
    files: ['test/**'],
    rules: {
      ...restricted(barrels, defaultExport),
      [SQL]: 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['*.config.{ts,js}', 'test/*.config.ts', 'test/mutants/warm-runner.ts', '.dependency-cruiser.mjs'],
    rules: restricted(barrels),
  },
  {
    files: ['*.js', '.dependency-cruiser.mjs', 'test/bench/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
);
