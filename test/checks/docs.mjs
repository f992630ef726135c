/** `npm run docs`: writes docs/guide.md, and what other documents say of the code between their markers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { createServer } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const document = resolve(root, 'ARCHITECTURE.md');
const guide = resolve(root, 'docs/guide.md');
const MARKED = /(<!-- plan, by npm run docs -->\n)[^]*?(<!-- end of plan -->)/;

const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { FULL_PLAN } = await server.ssrLoadModule('/shared/engine/full-plan.ts');
  const { ALL_STAGES } = await server.ssrLoadModule('/shared/stages/all-stages.ts');
  const planText = /** @type {{planDrawing: (stages: unknown, plan: unknown) => string}} */ (
    await server.ssrLoadModule('/shared/engine/plan-text.ts')
  );
  const { guideDocument } = /** @type {{guideDocument: () => string}} */ (
    await server.ssrLoadModule('/test/support/guide-document.ts')
  );
  const style = await resolveConfig(guide);
  writeFileSync(guide, await format(guideDocument(), { ...style, filepath: guide }));
  const text = readFileSync(document, 'utf8');
  if (!MARKED.test(text)) throw new Error('ARCHITECTURE.md has no place for the plan.');
  const drawing = `\n\`\`\`mermaid\n${planText.planDrawing(ALL_STAGES, FULL_PLAN)}\n\`\`\`\n\n`;
  writeFileSync(
    document,
    text.replace(MARKED, (_, start, end) => `${start}${drawing}${end}`),
  );
} finally {
  await server.close();
}
