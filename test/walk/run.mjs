/**
 * `npm run walk [-- FOLDER …]`: walks every number and mark of every screen of the built app on samples of both questions,
 * and on the folders that are named; a folder of folders stands for those in it that hold exports. Ends with a table of
 * what was walked, and with each difference; fails where there is one, and where nothing was walked though a folder
 * answers a question. `--only PATTERN` walks the stops that have it, `--most N` so many marks of a kind, `--locale TAG`
 * reads and writes as there, `--no-samples` leaves the samples out.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { build, commandLine, root } from '../../electron/launch/build.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    most: { type: 'string', default: '1000' },
    locale: { type: 'string', default: 'en-US' },
    'no-samples': { type: 'boolean', default: false },
  },
});

/** @param {string[]} args */
async function leadlens(...args) {
  const child = spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const closed = /** @type {(number | null)[]} */ (await once(child, 'close'));
  if (closed[0] !== 0) throw new Error(`leadlens ${args.join(' ')} ended with ${String(closed[0])}.`);
}

/** Folders in which one folder of a project keeps its exports by kind. */
const KINDS = /^(crm|leads|crm_reports|contractor_reports|delivered)$/i;
const EXPORT = /\.(csv|tsv|txt|jsonl|ndjson|json|xlsx|parquet)(\.gz)?$/i;

/** The folders that hold exports: the one itself, else those in it. @param {string} folder @returns {Promise<string[]>} */
async function foldersIn(folder) {
  if (!existsSync(folder)) {
    process.stdout.write(`${folder} is not there: left out.\n`);
    return [];
  }
  const entries = await readdir(folder, { withFileTypes: true });
  const names = ['truth.json', 'expected.json'];
  if (entries.some((entry) => entry.isFile() && EXPORT.test(entry.name) && !names.includes(entry.name)))
    return [folder];
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  // Exports by kind, each in a folder of its own, belong together.
  const isOne =
    folders.some((inner) => KINDS.test(basename(inner))) ||
    (entries.some((entry) => entry.name === 'truth.json') &&
      !folders.some((inner) => basename(inner) === 'clean'));
  return isOne ? [folder] : (await Promise.all(folders.sort().map(foldersIn))).flat();
}

await build(false);
const temporary = await mkdtemp(join(tmpdir(), 'leadlens-walk-'));
/** @type {{module: typeof import('./whole')}} */
const { module: walk } = await runnerImport(join(root, 'test', 'walk', 'whole.ts'));
/** @type {import('./whole').StopResult[]} */
const results = [];
/** @type {string[]} */
const silent = [];
try {
  /** @type {[name: string, folder: string][]} */
  const folders = [];
  if (!values['no-samples']) {
    const [leads, revenue] = [join(temporary, 'leads'), join(temporary, 'revenue')];
    await leadlens('sample', leads, '--leads', '900', '--snapshots', '6', '--mess', '3');
    await leadlens('sample', revenue, '--scenario', 'revenue', '--leads', '700', '--mess', '3');
    folders.push(['sample of leads', leads], ['sample of revenue', revenue]);
  }
  for (const named of positionals) {
    for (const folder of await foldersIn(resolve(named))) {
      // What is pinned and decided on the way is kept with a project: beside a copy of the exports.
      const copy = join(temporary, 'copies', String(folders.length), basename(folder));
      await cp(folder, copy, { recursive: true });
      folders.push([basename(folder), copy]);
    }
  }
  const most = Number(values.most);
  const only = new RegExp(values.only ?? '');
  for (const [name, folder] of folders) {
    const answered = await walk.walkServed(
      commandLine,
      folder,
      name,
      values.locale,
      (stop) => (only.test(stop) ? { mostOfAKind: most } : null),
      (result) => {
        results.push(result);
        const { screen, filters, marks, seconds, differences } = result;
        process.stdout.write(
          `${[name.padEnd(24), screen.padEnd(10), filters.padEnd(34), String(marks).padStart(6), String(differences.length).padStart(6), `${seconds.toFixed(0)} s`.padStart(7)].join(' ')}\n`,
        );
        for (const { mark, shown, counted, paged, exported, why } of differences) {
          process.stdout.write(
            `    ${mark}: shown ${shown}, counted ${counted}, paged ${paged}, exported ${exported}: ${why}\n`,
          );
        }
      },
    );
    if (answered.length > 0) continue;
    silent.push(name);
    process.stdout.write(
      `${name.padEnd(24)} answers no question: nothing but Sources and Findings to walk.\n`,
    );
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
}
const marks = results.reduce((sum, result) => sum + result.marks, 0);
const differences = results.reduce((sum, result) => sum + result.differences.length, 0);
const folders = new Set([...results.map(({ folder }) => folder), ...silent]).size;
process.stdout.write(
  `${String(marks)} marks walked at ${String(results.length)} stops in ${String(folders)} folders, ${String(differences)} differences.\n`,
);
// Of folders that answer no question nothing but Sources and Findings is expected.
process.exitCode = differences > 0 || (marks === 0 && silent.length < folders) ? 1 : 0;
