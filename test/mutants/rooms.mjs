import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The rooms whose code is mutated. */
export const ROOMS = [
  'shared/domain',
  'shared/stages/discover',
  'shared/stages/classify',
  'shared/stages/clean',
  'shared/stages/dedup',
  'shared/stages/match',
  'shared/stages/decide',
  'shared/stages/model',
  'shared/stages/measure',
  'shared/stages/attribute',
  'shared/stages/report',
  'shared/queries',
  'shared/sql',
  'electron/services',
];

/** Texts for people, which their readers judge; declarations; and what Vite must read as it stands, `import.meta.glob`. */
const LEFT_ALONE = /^shared\/domain\/(?:help|words)\/|\.d\.ts$|^shared\/stages\/classify\/profile-files\.ts$/;

/** @param {string} room @returns {readonly string[]} whole paths of the files whose mutants are made */
export const filesOf = (room) =>
  typeScriptIn(room)
    .filter((file) => !LEFT_ALONE.test(file))
    .map((file) => join(ROOT, file));

/** Tests that run in one process with all others, and leave nothing behind in it. */
const JUDGES = [
  /^test\/(?:properties|stages|unit)\//,
  /^test\/contract\/(?:host-.*|kept-answers-host|out-folder|project-keeping|report|report-pages|reviewing)\./,
  /^test\/faults\/(?:bad-input|hashes|decision-.*|saving|writer-lock)\./,
  /^test\/golden\/(?:answers|folders|people|report|review)\./,
];
/** These start processes, change modules for all, or run for minutes whatever the mutant is. */
const NO_JUDGES = [
  /^test\/unit\/(?:headless-process|shell-guards)\./,
  /^test\/stages\/(?:csv-memory|new-source)\./,
  /^test\/properties\/(?:attribution|differential|kept-answers|messy-samples|one-change)\./,
  /-kill\.test\.ts$/,
];

/** @returns {readonly string[]} test files that judge mutants */
export const judges = () =>
  typeScriptIn('test').filter(
    (file) =>
      file.endsWith('.test.ts') &&
      JUDGES.some((pattern) => pattern.test(file)) &&
      !NO_JUDGES.some((pattern) => pattern.test(file)),
  );

/** @param {string} folder @returns {readonly string[]} paths in the checkout, sorted */
const typeScriptIn = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)).replaceAll('\\', '/'))
    .sort();
