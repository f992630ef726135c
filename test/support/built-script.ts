import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Builds a script of `test/support`, to be run, and killed, as a process of its own.
 * @param name of its file, without its ending
 * @param into a folder that nothing else is in
 * @returns the file to run
 */
export async function buildScript(name: string, into: string): Promise<string> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: `test/support/${name}.ts`,
      outDir: into,
      emptyOutDir: true,
      target: 'node20',
      // Parts of packages that are of one platform, and that they do without.
      rolldownOptions: { external: [/[.]node$/], output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
    ssr: { noExternal: true },
  });
  return join(into, `${name}.cjs`);
}
