import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './app';

/** Listens beside the server of the app, and notes who comes. */
async function listen(): Promise<{ server: Server; base: string; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('heard');
  });
  server.on('upgrade', (request, socket) => {
    heard.push(request.url ?? '');
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, base: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, heard };
}

/** What each way out came to, in the page: runs there. */
async function tryWaysOut(base: string): Promise<Readonly<Record<string, string>>> {
  const isRefused = (begin: (resolve: () => void, refuse: () => void) => void): Promise<string> =>
    new Promise((resolve) => {
      try {
        begin(
          () => resolve('came through'),
          () => resolve('refused'),
        );
      } catch {
        resolve('refused');
      }
    });
  const element = (name: string, more: Readonly<Record<string, string>>): Promise<string> =>
    isRefused((done, refuse) => {
      const made = document.createElement(name);
      made.addEventListener('load', done);
      made.addEventListener('error', refuse);
      for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
      document.body.append(made);
    });
  /** Where the page is not told what became of it: that its policy was broken is. */
  const violating = (directive: string, begin: () => void): Promise<string> =>
    isRefused((done, refuse) => {
      // Only where nothing refuses it.
      setTimeout(done, 10_000);
      document.addEventListener('securitypolicyviolation', (event) => {
        if (event.effectiveDirective.startsWith(directive)) refuse();
      });
      begin();
    });
  const append = (name: string, more: Readonly<Record<string, string>>): HTMLElement => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
    document.body.append(made);
    return made;
  };
  return {
    fetch: await isRefused((done, refuse) => void fetch(`${base}/fetch`).then(done, refuse)),
    'fetch without an answer': await isRefused(
      (done, refuse) => void fetch(`${base}/opaque`, { mode: 'no-cors' }).then(done, refuse),
    ),
    XMLHttpRequest: await isRefused((done, refuse) => {
      const request = new XMLHttpRequest();
      request.onload = done;
      request.onerror = refuse;
      request.open('POST', `${base}/xhr`);
      request.send('x');
    }),
    WebSocket: await isRefused((done, refuse) => {
      const socket = new WebSocket(`${base.replace('http', 'ws')}/socket`);
      socket.onopen = done;
      socket.onerror = refuse;
    }),
    EventSource: await isRefused((done, refuse) => {
      const source = new EventSource(`${base}/events`);
      source.onopen = done;
      source.onerror = refuse;
    }),
    beacon: await violating('connect-src', () => navigator.sendBeacon(`${base}/beacon`, 'x')),
    ping: await violating('connect-src', () => {
      const link = append('a', { href: '#/funnel', ping: `${base}/ping` });
      link.click();
    }),
    image: await element('img', { src: `${base}/image.png` }),
    script: await element('script', { src: `${base}/script.js` }),
    module: await isRefused(
      (done, refuse) => void import(/* @vite-ignore */ `${base}/module.js`).then(done, refuse),
    ),
    stylesheet: await element('link', { rel: 'stylesheet', href: `${base}/style.css` }),
    preload: await violating('script-src', () => {
      append('link', { rel: 'preload', as: 'script', href: `${base}/preload.js` });
    }),
    'import of a style': await violating('style-src', () => {
      append('style', {}).textContent = `@import url('${base}/import.css');`;
    }),
    font: await isRefused(
      (done, refuse) => void new FontFace('Away', `url('${base}/font.woff2')`).load().then(done, refuse),
    ),
    worker: await isRefused((done, refuse) => {
      const worker = new Worker(`${base}/worker.js`);
      worker.onmessage = done;
      worker.onerror = refuse;
    }),
    frame: await violating('frame-src', () => {
      append('iframe', { src: `${base}/frame` });
    }),
    object: await violating('object-src', () => {
      append('object', { data: `${base}/object` });
    }),
    media: await element('video', { src: `${base}/video.mp4` }),
    form: await violating('form-action', () => {
      const form = append('form', { action: `${base}/form`, method: 'post', target: '_blank' });
      if (form instanceof HTMLFormElement) form.submit();
    }),
  };
}

// The browser says of each what it refused.
test.use({ expectedComplaint: /Content Security Policy|Refused|violates|blocked|ERR_|Failed to load/i });

test('a page that tries to reach somebody else is refused each way', async ({ page, sample, serve }) => {
  const { folder } = await sample(50, 2);
  const { server, base, heard } = await listen();
  try {
    await serve(folder);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const came = await page.evaluate(tryWaysOut, base);
    expect(Object.entries(came).filter(([, what]) => what !== 'refused')).toEqual([]);
    expect(Object.keys(came)).toContain('form');
    // Who asks without a page's policy is heard: the silence above is that of the page.
    expect(await (await page.request.get(`${base}/control`)).text()).toBe('heard');
    expect(heard).toEqual(['/control']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
