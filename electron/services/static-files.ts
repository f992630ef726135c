import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface StaticFile {
  readonly type: string;
  /** Reads the file that stood here when the manifest was made. */
  read(): Promise<Uint8Array>;
}

/** URL path → file. A request is looked up here; no path is ever built from a URL. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The files of the built page, `/` standing for its index.html.
 * @param root folder of the built page
 * @throws the system's error when the folder is not there
 */
export async function listStaticFiles(root: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const place = join(entry.parentPath, entry.name);
    files.set(`/${relative(root, place).split(sep).join('/')}`, {
      type: TYPES[extname(entry.name).toLowerCase()] ?? 'application/octet-stream',
      read: () => readFile(place),
    });
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}
