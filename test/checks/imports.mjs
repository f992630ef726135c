/** `node test/checks/imports.mjs`: prints every import that breaks the table of ARCHITECTURE.md. */
import { fileURLToPath } from 'node:url';
import { checkImports } from './import-rules.mjs';

const { files, violations } = await checkImports(fileURLToPath(new URL('../..', import.meta.url)));
for (const { from, to, rule } of violations) {
  console.error(to === '' ? `${from}: ${rule}` : `${from} → ${to}: ${rule}`);
}
console.log(`Import rules: ${files} files, ${violations.length} violations.`);
if (files === 0 || violations.length > 0) process.exitCode = 1;
