/** `npm run mutants`: whether the tests notice mistakes. See CONTRIBUTING.md. */
import { byHand } from './by-hand.mjs';

const [what, ...words] = process.argv.slice(2);
if (what === 'by-hand') process.exitCode = (await byHand(words)) ? 0 : 1;
else {
  console.error('npm run mutants -- by-hand [WORD …]');
  process.exitCode = 2;
}
