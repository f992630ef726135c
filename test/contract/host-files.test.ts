import { createHash } from 'node:crypto';
import { appendFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../electron/services/answer';
import { createFileProtocol } from '../../electron/services/file-protocol';
import { Grants } from '../../electron/services/grants';
import { listStaticFiles } from '../../electron/services/static-files';
import { fileUrl } from '../../shared/contract/host';
import { temporaryFolder } from '../support/temporary-folder';

async function bytesOf({ body }: Answer): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const jsonOf = async (answer: Answer): Promise<unknown> =>
  JSON.parse((await bytesOf(answer)).toString()) as unknown;

async function protocol(files: Readonly<Record<string, string | Uint8Array>> = { 'a.csv': '0123456789' }) {
  const page = await temporaryFolder({
    'index.html': '<!doctype html>',
    'assets/app-1.js': 'js',
    'assets/duckdb.wasm': 'wasm',
  });
  const data = await temporaryFolder(files);
  const grants = new Grants();
  const { grantId } = await grants.grant(data);
  const handle = createFileProtocol({ grants, staticFiles: await listStaticFiles(page) });
  const get = (
    url: string,
    headers: Readonly<Record<string, string>> = {},
    method = 'GET',
  ): Promise<Answer> => handle({ method, url, header: (name) => headers[name] ?? null });
  return { get, grantId, data };
}

describe('the files of a grant', () => {
  it('are listed, told of, hashed and read at the addresses of the contract', async () => {
    const { get, grantId } = await protocol({ 'ä b/c&d.csv': 'content' });
    expect(await jsonOf(await get(fileUrl(grantId, 'list')))).toMatchObject({
      files: [{ path: 'ä b/c&d.csv', bytes: 7 }],
      unreadable: [],
    });
    const path = 'ä b/c&d.csv';
    expect(await jsonOf(await get(fileUrl(grantId, 'stat', path)))).toMatchObject({ path, bytes: 7 });
    expect(await jsonOf(await get(fileUrl(grantId, 'sha256', path)))).toEqual({
      sha256: createHash('sha256').update('content').digest('hex'),
    });
    const content = await get(fileUrl(grantId, 'content', path));
    expect(content.status).toBe(200);
    expect(content.headers).toMatchObject({ 'Content-Length': '7', 'Accept-Ranges': 'bytes' });
    expect((await bytesOf(content)).toString()).toBe('content');
  });

  it('come in parts by Range, with the place of the part', async () => {
    const { get, grantId } = await protocol();
    const part = await get(fileUrl(grantId, 'content', 'a.csv'), { range: 'bytes=2-4' });
    expect(part.status).toBe(206);
    expect(part.headers).toMatchObject({ 'Content-Range': 'bytes 2-4/10', 'Content-Length': '3' });
    expect((await bytesOf(part)).toString()).toBe('234');
    const beyond = await get(fileUrl(grantId, 'content', 'a.csv'), { range: 'bytes=10-' });
    expect([beyond.status, beyond.headers['Content-Range']]).toEqual([416, 'bytes */10']);
  });

  it('come whole in a large part too', async () => {
    const big = Buffer.alloc(17 * 1024 * 1024, 'leadlens ');
    const { get, grantId } = await protocol({ 'big.bin': big });
    const part = await get(fileUrl(grantId, 'content', 'big.bin'), { range: 'bytes=5-' });
    expect((await bytesOf(part)).equals(big.subarray(5))).toBe(true);
  });

  it('answer to HEAD with the same headers and no body', async () => {
    const { get, grantId } = await protocol();
    for (const what of ['list', 'stat', 'sha256', 'content'] as const) {
      const url = fileUrl(grantId, what, 'a.csv');
      const [head, full] = [await get(url, {}, 'HEAD'), await get(url)];
      expect({ ...head, body: null }).toEqual({ ...full, body: null });
      expect(head.body).toBeNull();
    }
  });

  it('that changed or went away are faults with a status, before any byte', async () => {
    const { get, grantId, data } = await protocol({ 'a.csv': 'x', 'b.csv': 'y' });
    await get(fileUrl(grantId, 'list'));
    const before = await get(fileUrl(grantId, 'content', 'a.csv'));
    await bytesOf(before);
    await appendFile(join(data, 'a.csv'), 'more');
    await rm(join(data, 'b.csv'));
    const url = fileUrl(grantId, 'content', 'a.csv');
    for (const changed of [await get(url), await get(url, { range: 'bytes=0-0' })]) {
      expect(changed.status).toBe(412);
      expect(await jsonOf(changed)).toMatchObject({ code: 'file_changed', kind: 'input', file: 'a.csv' });
    }
    const gone = await get(fileUrl(grantId, 'content', 'b.csv'));
    expect(gone.status).toBe(404);
    expect(await jsonOf(gone)).toMatchObject({ code: 'file_gone', file: 'b.csv' });
    await get(fileUrl(grantId, 'list'));
    const tag = { 'if-match': before.headers['ETag'] ?? '' };
    expect((await get(url, tag)).status).toBe(412);
  });

  it('cannot be reached without a grant, under another name of it, or by a path that leads out', async () => {
    const { get, grantId, data } = await protocol();
    await symlink('/etc/passwd', join(data, 'link.csv'));
    const urls: [string, number][] = [
      [fileUrl('0'.repeat(32), 'list'), 404],
      [fileUrl('__proto__', 'list'), 404],
      [fileUrl(grantId, 'content', '../../etc/passwd'), 403],
      [fileUrl(grantId, 'content', '/etc/passwd'), 403],
      [fileUrl(grantId, 'content', 'link.csv'), 403],
      [`/files/${grantId}/content`, 404],
      [`/files/${grantId}/content/a.csv`, 404],
      [`/files/${grantId}/secrets?path=a.csv`, 404],
      [`/files/${grantId}`, 404],
      ['/files/', 404],
    ];
    for (const [url, status] of urls) expect([url, (await get(url)).status]).toEqual([url, status]);
  });
});

describe('the page', () => {
  it('is served from a list made at the start, with its types', async () => {
    const { get } = await protocol();
    const types: [string, string][] = [
      ['/', 'text/html; charset=utf-8'],
      ['/index.html', 'text/html; charset=utf-8'],
      ['/assets/app-1.js', 'text/javascript; charset=utf-8'],
      ['/assets/duckdb.wasm', 'application/wasm'],
    ];
    for (const [url, type] of types) {
      const answer = await get(url);
      expect([answer.status, answer.headers['Content-Type']]).toEqual([200, type]);
    }
  });

  it('has nothing at any other address', async () => {
    const { get } = await protocol();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            '/',
            '..',
            '.',
            '%2e%2e',
            'assets',
            'etc',
            'passwd',
            '%00',
            '\\',
            'app-1.js',
            '?',
            '#',
          ),
          {
            maxLength: 8,
          },
        ),
        async (parts) => {
          const answer = await get(`/${parts.join('')}`);
          if (answer.status !== 404) {
            expect(['js', '<!doctype html>']).toContain((await bytesOf(answer)).toString());
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('every answer', () => {
  it('carries the security headers, faults included', async () => {
    const { get, grantId } = await protocol();
    const answers = [
      await get('/'),
      await get('/nothing'),
      await get('http://['),
      await get('/', {}, 'POST'),
      await get(fileUrl(grantId, 'list')),
      await get(fileUrl(grantId, 'content', 'a.csv'), { range: 'bytes=99-' }),
      await get(fileUrl(grantId, 'content', '..')),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 404, 404, 405, 200, 416, 403]);
    for (const { headers } of answers) {
      expect(headers['Content-Security-Policy']).toContain(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
      );
      expect(headers).toMatchObject({
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      });
    }
  });

  it('is to GET and HEAD only', async () => {
    const { get } = await protocol();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      expect((await get('/', {}, method)).status).toBe(405);
    }
  });
});
