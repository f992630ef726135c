import { readdir, readFile, stat } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, sep } from 'node:path';
import { Packager } from 'electron-builder';
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

  /** The files of the checkout that electron-builder is told to take, by path, with their bytes. */
  async function packedFiles(): Promise<ReadonlyMap<string, number>> {
    const packager = new Packager({ projectDir: root });
    await packager.validateConfig();
    const files = new Map<string, number>();
    const patterns = [packager.config.files ?? []]
      .flat()
      .flatMap((set) => (typeof set === 'string' ? [set] : [set.filter ?? []].flat()));
    for (const pattern of patterns) {
      if (pattern.startsWith('!')) continue;
      const [folder, rest] = pattern.split('/**');
      // No other form is in use: what it takes is not guessed.
      expect(rest === undefined || rest === '', pattern).toBe(true);
      const inside = rest === '' ? await readdir(join(root, folder ?? ''), { recursive: true }) : [''];
      for (const name of inside) {
        const path = join(folder ?? '', name);
        const found = await stat(join(root, path));
        if (found.isFile()) files.set(path.split(sep).join('/'), found.size);
      }
    }
    return files;
  }

  test('is what runs, and no more of it than there is room for', async () => {
    const files = await packedFiles();
    for (const needed of [
      'package.json',
      'LICENSE',
      'out/main/main.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'out/headless/cli.js',
      'out/headless/engine.worker.js',
      'out/headless/database.worker.js',
      'out/headless/parquet.worker.js',
      'out/headless/duckdb.wasm',
    ])
      expect(files.has(needed), needed).toBe(true);
    const others = [...files.keys()].filter(
      (path) => !/^(?:package[.]json|LICENSE|out[/]|resources[/]fonts[/])/.test(path),
    );
    expect(others).toEqual([]);
    expect([...files.keys()].filter((path) => /[.](?:map|ts|tsx|test[.]js)$/.test(path))).toEqual([]);
    const sizeOf = (start: string): number =>
      [...files].filter(([path]) => path.startsWith(start)).reduce((sum, [, bytes]) => sum + bytes, 0);
    // Megabytes, with room for a tenth more than there was when they were written.
    const budget = {
      'out/renderer/': 41,
      'out/headless/': 30,
      'out/chunks/': 7,
      'resources/fonts/': 1,
      '': 79,
    };
    for (const [start, most] of Object.entries(budget))
      expect(sizeOf(start) / 1e6, start === '' ? 'all' : start).toBeLessThan(most);
  });

  test('has the files of the database outside of the archive, where threads open them', async () => {
    const packager = new Packager({ projectDir: root });
    await packager.validateConfig();
    expect(packager.config.asarUnpack).toEqual(['out/headless/*.wasm']);
    const opened = [...(await packedFiles()).keys()].filter(
      (path) => path.startsWith('out/headless/') && path.endsWith('.wasm'),
    );
    expect(opened).toEqual(['out/headless/duckdb.wasm']);
  });

  test('leaves out what is optional: the window has an engine of its own', async () => {
    const packing = await readFile(join(root, 'electron-builder.yml'), 'utf8');
    for (const name of Object.keys(manifest.optionalDependencies)) {
      expect(packing).toContain(`  - '!**/node_modules/${name.split('/')[0] ?? ''}/**'\n`);
    }
  });
});

describe('what electron-builder is told', () => {
  /** Width and height that a picture states in its head. */
  const sizeOf = async (file: string): Promise<readonly number[]> => {
    const bytes = await readFile(join(root, file));
    expect(bytes.subarray(1, 4).toString('latin1'), file).toBe('PNG');
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  };

  test('is in its own terms, and has what its packages ask for', async () => {
    const packager = new Packager({ projectDir: root });
    await packager.validateConfig();
    // The package of Debian is refused without an address and somebody who keeps it.
    expect(packager.metadata.homepage).toMatch(/^https:/);
    expect(packager.metadata.author?.name).toBe('Leadlens');
    expect(packager.metadata.author?.email).toContain('@');
    expect(packager.config.publish).toBeNull();
    const mac = packager.config.mac;
    expect(mac?.hardenedRuntime).toBe(true);
    expect(await readFile(join(root, mac?.entitlements ?? ''), 'utf8')).toContain('allow-jit');
    expect(await sizeOf(packager.config.icon ?? '')).toEqual([1024, 1024]);
    const icons = packager.config.linux?.icon ?? '';
    const names = (await readdir(join(root, icons))).filter((name) => name.endsWith('.png'));
    expect(names).toHaveLength(8);
    for (const name of names)
      expect(await sizeOf(join(icons, name)), name).toEqual([Number.parseInt(name), Number.parseInt(name)]);
  });

  test('opens no way around the guards: no Node by the environment, no code beside the archive', async () => {
    const packager = new Packager({ projectDir: root });
    await packager.validateConfig();
    expect(packager.config.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      enableCookieEncryption: true,
    });
    expect(packager.config.asar).toBe(true);
  });
});
