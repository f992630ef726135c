import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {import('../../shared/contract/licence').Licence} Licence */
/** @typedef {{name: string, version: string, identifier?: string, text?: string}} Bundled what the bundler says of a package */
/** @typedef {{packages: Record<string, {dev?: true, optional?: true, devOptional?: true}>}} Lock */
/** @typedef {{name: string, version: string, license?: string}} Manifest */

/** @param {string} file @returns {unknown} */
const jsonOf = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Makes one list of what the licences of everything in the build say, for the page to show: packages in the bundles of both
 * sides, packages that are packed as they are, and fonts. What the sides said on their own goes.
 * @param {string} root of the checkout, with the build in `out`
 */
export async function gatherLicences(root) {
  const ofMain = join(root, 'out', 'licences.json');
  const ofPage = join(root, 'out', 'renderer', 'licences.json');
  const bundled = [ofMain, ofPage].flatMap((file) => /** @type {Bundled[]} */ (jsonOf(file)));
  /** @type {Map<string, Licence>} */
  const all = new Map();
  for (const { name, version, identifier = '', text = '' } of [...bundled, ...packedAsTheyAre(root)]) {
    all.set(`${name} ${version}`, { name, version, licence: identifier, text });
  }
  const inter = readFileSync(join(root, 'resources', 'fonts', 'OFL.txt'), 'utf8').trim();
  all.set('Inter', { name: 'Inter (in PDF reports)', version: '', licence: 'OFL-1.1', text: inter });
  const sorted = [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  await writeFile(ofPage, JSON.stringify(sorted));
  await rm(ofMain);
}

/** @param {string} root @returns {Bundled[]} packages that the built scripts import and do not hold */
function packedAsTheyAre(root) {
  const { packages } = /** @type {Lock} */ (jsonOf(join(root, 'package-lock.json')));
  return Object.entries(packages)
    .filter(([place, { dev, optional, devOptional }]) => place !== '' && !dev && !optional && !devOptional)
    .map(([place]) => {
      const folder = join(root, place);
      const { name, version, license } = /** @type {Manifest} */ (jsonOf(join(folder, 'package.json')));
      const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
      return {
        name,
        version,
        ...(license === undefined ? {} : { identifier: license }),
        ...(file === undefined ? {} : { text: readFileSync(join(folder, file), 'utf8').trim() }),
      };
    });
}
