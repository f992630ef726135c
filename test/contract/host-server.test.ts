import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLocalServer } from '../../electron/headless/local-server';
import { Grants } from '../../electron/services/grants';
import { createHost } from '../../electron/services/host-methods';
import { fileUrl } from '../../shared/contract/host';
import { codeOf } from '../support/faults';
import { temporaryFolder } from '../support/temporary-folder';

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request with exactly these headers; fetch would not let a test choose Host and Origin. */
function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      { method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

/** @param isVisited whether a browser has been there */
async function server(isVisited = true, patience?: Parameters<typeof startLocalServer>[0]['patience']) {
  const grants = new Grants();
  const host = createHost({
    version: '1.2.3',
    host: 'browser',
    directory: await temporaryFolder(),
    grants,
    pickFolder: null,
    pickSavePlace: null,
    makeSample: () => Promise.reject(new Error('not expected')),
    warn: () => undefined,
  });
  const { grantId } = await host.openInitial(await temporaryFolder({ 'a.csv': '0123456789' }));
  const running = await startLocalServer({
    root: await temporaryFolder({ 'index.html': '<!doctype html>' }),
    grants,
    methods: host.methods,
    warn: () => undefined,
    ...(patience && { patience }),
  });
  onTestFinished(() => running.close());
  const welcome = await send(isVisited ? running.address : running.page);
  const cookie = (welcome.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  return { ...running, grantId, welcome, cookie, port: Number(new URL(running.origin).port) };
}

/** An address of the page, given from its root. */
const below = (page: string, path: string): string => page + path.slice(1);

describe('the first visit', () => {
  it('with the printed token sets a cookie that scripts cannot read, and goes on without the token', async () => {
    const { welcome, cookie, address, page } = await server();
    expect(welcome.status).toBe(303);
    expect(welcome.headers.location).toBe(new URL(page).pathname);
    expect(welcome.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict; Path=\/[0-9a-f]{32}\/$/);
    expect(cookie).not.toContain(new URL(address).searchParams.get('token'));
  });

  it('is the last one of its address for any other browser, and leads who came before back in', async () => {
    const { address, cookie } = await server();
    const again = await send(address);
    expect(again.status).toBe(403);
    expect(again.text).toContain('This address was used already');
    expect(again.headers['set-cookie']).toBeUndefined();
    expect((await send(address, { headers: { cookie } })).status).toBe(303);
  });

  it('from a page on disk goes on by itself, since the cookie is not sent along with what another page asks for', async () => {
    const { address, page } = await server(false);
    const welcome = await send(address, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(welcome.status).toBe(200);
    expect(welcome.headers.refresh).toBe(`0; url=${new URL(page).pathname}`);
    expect(welcome.headers['set-cookie']?.[0]).toContain('SameSite=Strict');
  });

  it('with another token, or with the token at another address, is refused', async () => {
    const { page, address } = await server();
    const token = new URL(address).searchParams.get('token') ?? '';
    for (const path of ['', `?token=${'0'.repeat(64)}`, '?token=', `index.html?token=${token}`]) {
      expect((await send(page + path)).status).toBe(403);
    }
  });
});

describe('later requests', () => {
  it('with the cookie get the page, the files and the methods', async () => {
    const { origin, page, cookie, grantId } = await server();
    expect((await send(page, { headers: { cookie } })).text).toBe('<!doctype html>');
    const part = await send(below(page, fileUrl(grantId, 'content', 'a.csv')), {
      headers: { cookie, range: 'bytes=-2' },
    });
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, '89', 'bytes 8-9/10']);
    const whole = await send(below(page, fileUrl(grantId, 'content', 'a.csv')), { headers: { cookie } });
    expect([whole.status, whole.text]).toEqual([200, '0123456789']);
    const head = await send(below(page, fileUrl(grantId, 'content', 'a.csv')), {
      method: 'HEAD',
      headers: { cookie },
    });
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', '10']);
    const info = await send(`${page}api/info`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(info.status).toBe(200);
    expect(JSON.parse(info.text)).toMatchObject({
      host: 'browser',
      version: '1.2.3',
      initialGrant: { grantId },
    });
  });

  it('without the cookie are refused, whatever they ask for', async () => {
    const { page, grantId, port } = await server();
    for (const cookie of ['', `leadlens-${port}=${'0'.repeat(64)}`, `leadlens-${port}=`]) {
      for (const path of ['/', '/api/info', fileUrl(grantId, 'list')]) {
        expect((await send(below(page, path), { headers: { cookie } })).status).toBe(403);
      }
    }
  });

  it('under another host name are refused, as after a rebinding of names', async () => {
    const { page, address, cookie, port } = await server();
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`]) {
      expect((await send(page, { headers: { cookie, host } })).status).toBe(403);
      expect((await send(address, { headers: { host } })).status).toBe(403);
    }
  });

  it('from another page are refused, be it a page of this machine', async () => {
    const { page, cookie, port } = await server();
    const json = { 'content-type': 'application/json' };
    for (const other of [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${port + 1}`,
      `https://127.0.0.1:${port}`,
    ]) {
      const headers = { cookie, origin: other, ...json };
      expect((await send(`${page}api/info`, { method: 'POST', headers, body: '{}' })).status).toBe(403);
    }
    const silent = await send(`${page}api/info`, {
      method: 'POST',
      headers: { cookie, ...json },
      body: '{}',
    });
    expect(silent.status).toBe(403);
    const embedded = await send(page, { headers: { cookie, 'sec-fetch-site': 'same-site' } });
    expect(embedded.status).toBe(403);
  });

  it('to methods are POST with JSON of a sane size', async () => {
    const { origin, page, cookie } = await server();
    const headers = { cookie, origin, 'content-type': 'application/json' };
    const api = `${page}api/info`;
    expect((await send(api, { headers })).status).toBe(405);
    expect((await send(api, { method: 'POST', headers, body: '{' })).status).toBe(400);
    expect(
      (await send(api, { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' } })).status,
    ).toBe(400);
    expect((await send(`${page}api/nothing`, { method: 'POST', headers, body: '{}' })).status).toBe(404);
    const body = `{"x": "${'x'.repeat(65 * 1024 * 1024)}"}`;
    expect((await send(api, { method: 'POST', headers, body })).status).toBe(413);
    expect((await send(page, { method: 'DELETE', headers })).status).toBe(405);
  });

  it('are answered with the security headers, refusals included', async () => {
    const { page, cookie, welcome } = await server();
    for (const reply of [welcome, await send(page), await send(page, { headers: { cookie } })]) {
      expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
      expect(reply.headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('the cookie', () => {
  it('is sent by browsers to no other server of this machine: its path is known to none', async () => {
    const first = await server();
    const second = await server();
    expect(new URL(first.page).pathname).toMatch(/^\/[0-9a-f]{32}\/$/);
    expect(first.page).not.toContain(first.cookie.split('=')[1]);
    expect(new URL(second.page).pathname).not.toBe(new URL(first.page).pathname);
  });

  it('opens nothing outside of its path', async () => {
    const { origin, cookie, grantId } = await server();
    const headers = { cookie, origin, 'content-type': 'application/json' };
    for (const path of ['/', '/index.html', fileUrl(grantId, 'list'), `/${'0'.repeat(32)}/`])
      expect((await send(origin + path, { headers })).status).toBe(403);
    expect((await send(`${origin}/api/info`, { method: 'POST', headers, body: '{}' })).status).toBe(403);
  });
});

describe('the server', () => {
  it('listens on the loopback address only', async () => {
    const { port } = await server();
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((address) => !address.internal && address.family === 'IPv4')
      .map((address) => address.address);
    for (const host of [...others, '127.0.0.2', '::1']) {
      const outcome = await new Promise<string>((resolve) => {
        const socket = connect({ host, port }, () => resolve('open'));
        socket.once('error', () => resolve('closed'));
        onTestFinished(() => void socket.destroy());
      });
      expect([host, outcome]).toEqual([host, 'closed']);
    }
  });

  it('says which port is taken and where the built page is missing', async () => {
    const { port } = await server();
    const root = await temporaryFolder({ 'index.html': '' });
    const options = { root, grants: new Grants(), methods: {} as never, warn: () => undefined };
    expect(await codeOf(startLocalServer({ ...options, port }))).toBe('port_taken');
    expect(await codeOf(startLocalServer({ ...options, root: `${root}/none` }))).toBe('page_missing');
  });
});

describe('a connection that keeps the server waiting', () => {
  const patience = { headersMs: 100, requestMs: 200, idleMs: 300, checkMs: 20 };
  const closed = (port: number, says: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(says));
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.on('error', reject).on('close', () => resolve(text));
    });

  it.each([
    ['without a word', ''],
    ['with half a head', 'GET / HTTP/1.1\r\nHost: 127'],
    ['with half a body', 'POST /api/info HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{'],
  ])('%s is closed', async (_, says) => {
    const { port } = await server(true, patience);
    expect(await closed(port, says)).not.toContain('200 OK');
  });
});
