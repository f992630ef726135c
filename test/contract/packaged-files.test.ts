import { readdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../electron/launch/build.mjs';
import manifest from '../../package.json' with { type: 'json' };
import { builtApp } from '../support/built-app';

/** The package of a module that is no file of the build and no part of Node. */
const packageOf = (specifier: string): string | null => {
  if (/^(?:\.|node:|data:)/.test(specifier) || builtinModules.includes(specifier)) return null;
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
};

/** What the built scripts of Node import by name. */
async function importedPackages(): Promise<ReadonlySet<string>> {
  const packages = new Set<string>();
  for (const folder of ['main', 'headless', 'chunks']) {
    for (const name of await readdir(join(root, 'out', folder))) {
      if (!name.endsWith('.js')) continue;
      const text = await readFile(join(root, 'out', folder, name), 'utf8');
      const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
      const visit = (node: ts.Node): void => {
        const specifier =
          ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
            ? node.moduleSpecifier
            : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
              ? node.arguments[0]
              : undefined;
        const found = specifier && ts.isStringLiteralLike(specifier) ? packageOf(specifier.text) : null;
        if (found !== null) packages.add(found);
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
  }
  return packages;
}

describe('what is packed with the app', () => {
  beforeAll(builtApp);

  test('are the packages that the built scripts import, and no other: all else is in the build', async () => {
    const imported = new Set(await importedPackages());
    imported.delete('electron');
    const { dependencies, optionalDependencies } = manifest;
    expect([...imported].sort()).toEqual(Object.keys({ ...dependencies, ...optionalDependencies }).sort());
  });

  test('leaves out what is optional: the window has an engine of its own', async () => {
    const packing = await readFile(join(root, 'electron-builder.yml'), 'utf8');
    for (const name of Object.keys(manifest.optionalDependencies)) {
      expect(packing).toContain(`  - '!**/node_modules/${name.split('/')[0] ?? ''}/**'\n`);
    }
  });
});
