/**
 * The import rules, applied. dependency-cruiser follows the imports; what it cannot know is checked beside it:
 * that it read every source file (a cruise that reads none succeeds), that every file lies in a room,
 * and that no file is a barrel or a drawer for odds and ends.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import rules, { ROOMS } from '../../.dependency-cruiser.mjs';

const FOLDERS = ['shared', 'electron', 'renderer', 'test'];
const WITHOUT_ROOM = /^(test\/|.*[.]d[.]ts$)/;

/** @param {string} baseDir */
function sourceFiles(baseDir) {
  return FOLDERS.filter((folder) => existsSync(join(baseDir, folder))).flatMap((folder) =>
    readdirSync(join(baseDir, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /[.](ts|tsx|mts|cts|js|mjs|cjs)$/.test(path)),
  );
}

/**
 * Applies the rules to the checkout in `baseDir`.
 * @param {string} baseDir absolute
 * @returns {Promise<{files: number, violations: {from: string, to: string, rule: string}[]}>} sorted by file
 */
export async function checkImports(baseDir) {
  const files = sourceFiles(baseDir);
  const { enhancedResolveOptions, ...options } = rules.options;
  const forbidden = /** @type {import('dependency-cruiser').IForbiddenRuleType[]} */ (rules.forbidden);
  const { output } = await cruise(
    FOLDERS.filter((folder) => existsSync(join(baseDir, folder))),
    { ...options, baseDir, validate: true, ruleSet: { forbidden } },
    enhancedResolveOptions,
  );
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with text instead of a result.');

  const cruised = new Set(output.modules.map((module) => module.source));
  const violations = output.summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
  for (const from of files) {
    const add = (/** @type {string} */ rule) => violations.push({ from, to: '', rule });
    if (!cruised.has(from)) add('every file is read by the check');
    if (!WITHOUT_ROOM.test(from) && !ROOMS.some((room) => new RegExp(room.files).test(from)))
      add('every file has a room');
    if (/(^|\/)utils?[.]/.test(from)) add('no utils');
    if (/(^|\/)index[.]/.test(from)) add('no barrels');
  }
  violations.sort((a, b) => a.from.localeCompare(b.from) || a.rule.localeCompare(b.rule));
  return { files: files.length, violations };
}
