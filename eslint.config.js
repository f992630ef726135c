import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Plain words are sentences and start with a capital letter; statements are written in one case.
const STATEMENT =
  '(select|SELECT|insert into|INSERT INTO|create (or replace )?(temp |temporary )?(table|view|macro|sequence|type)' +
  '|CREATE (OR REPLACE )?(TEMP |TEMPORARY )?(TABLE|VIEW|MACRO|SEQUENCE|TYPE)|delete from|DELETE FROM' +
  '|drop (table|view|macro)|DROP (TABLE|VIEW|MACRO)|alter table|ALTER TABLE|attach|ATTACH|with \\w+ as|WITH \\w+ AS)';
const TAGGED = "TaggedTemplateExpression[tag.name='sql'] > TemplateLiteral > TemplateElement";
const STARTS = `/^\\s*${STATEMENT}\\s/`;

const barrels = ['ExportAllDeclaration', 'ExportNamedDeclaration[source]'].map((selector) => ({
  selector,
  message: 'Import from the file that defines it: there are no barrel files.',
}));
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export is only for tools that demand one.',
};
const sqlMessage =
  'SQL lives in shared/stages/**/*.model.ts, shared/sql, shared/queries and the set-up in shared/adapters.';
const sqlString = [`Literal[value=${STARTS}]`, `TemplateElement[value.raw=${STARTS}]:not(${TAGGED})`].map(
  (selector) => ({
    selector,
    message: sqlMessage,
  }),
);
const sqlTagged = {
  selector: `${TAGGED}[value.raw=${STARTS}]`,
  message: `${sqlMessage} A stage may read models.`,
};
const sqlText = [...sqlString, sqlTagged];
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
      ...restricted(barrels, defaultExport, sqlText, rawSql),
    },
  },
  { files: ['**/*.d.ts'], rules: restricted(defaultExport) },
  {
    files: ['renderer/**', 'shared/charts/**'],
    ignores: ['shared/charts/format.ts', '**/*.d.ts'],
    rules: restricted(barrels, defaultExport, sqlText, rawSql, ownNotation),
  },
  {
    files: ['shared/queries/**', 'shared/adapters/**'],
    rules: restricted(barrels, defaultExport, rawSql),
  },
  {
    files: ['shared/sql/**', 'shared/stages/**/*.model.ts'],
    rules: restricted(barrels, defaultExport),
  },
  // A stage reads what its models made, in statements that the sql tag keeps safe.
  {
    files: ['shared/stages/**'],
    ignores: ['**/*.model.ts'],
    rules: restricted(barrels, defaultExport, sqlString, rawSql),
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
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['*.config.{ts,js}', 'test/*.config.ts', '.dependency-cruiser.mjs'], rules: restricted(barrels) },
  {
    files: ['*.js', '.dependency-cruiser.mjs', 'test/bench/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
);
