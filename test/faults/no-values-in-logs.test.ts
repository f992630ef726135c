import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../../electron/launch/build.mjs';
import { builtApp } from '../support/built-app';
import { temporaryFolder } from '../support/temporary-folder';

/** What stands in the cells of the exports and nowhere else: each kind of value, so that a grep finds it. */
const MARKS = {
  name: 'Zqxmarkname',
  email: 'zqxmark.person@zqxmark.example',
  hash: 'feedfacecafebeefdeadc0de5eed1234',
  phone: '+15550199777',
  amount: '918273.64',
  cell: 'zqxmark cell text',
  badDate: 'zqxmark-no-date',
  badAmount: 'zqxmark 12 pounds',
  campaign: 'zqxmark campaign',
} as const;
const FOUND = new RegExp(['zqxmark', MARKS.hash, '5550199777', '918273', '918,273'].join('|'), 'i');

const rows = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
const hash = (i: number): string => (i === 0 ? MARKS.hash : i.toString(16).padStart(32, 'a'));

const marked = (): Promise<string> =>
  temporaryFolder({
    'delivered.csv': `lead_UUID,email_hash,phone_hash,delivered_on,vendor,campaign_id,price\n${rows(40, (i) => `L${String(i)},${hash(i)},${hash(i)},${i === 3 ? MARKS.badDate : '2024-02-01'},${MARKS.name},${MARKS.campaign},${i === 4 ? MARKS.badAmount : MARKS.amount}`)}\n`,
    'report_2024-03-01.csv': `Lead Number,Email Hash,Phone Hash,Lead Status,Entry Date,City,Sale Amount\n${rows(40, (i) => `C${String(i)},${hash(i)},${hash(i)},Sold,${i === 5 ? MARKS.badDate : '2024-02-01'},${MARKS.name},${MARKS.amount}`)}\n"${MARKS.cell},broken\n`,
    'invoices.csv': `Invoice ID,Customer Email,Customer Name,Amount,Currency,Status,Created\n${rows(20, (i) => `I${String(i)},${MARKS.email},${MARKS.name},${i === 2 ? MARKS.badAmount : MARKS.amount},USD,paid,${i === 6 ? MARKS.badDate : '2024-02-05'}`)}\n`,
    'leads.csv': `Lead ID,Email,Phone,Full Name,Created,Campaign\n${rows(20, (i) => `P${String(i)},${MARKS.email},${MARKS.phone},${MARKS.name},2024-01-0${String((i % 9) + 1)},${MARKS.campaign}`)}\n`,
  });

interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> {
  const home = await temporaryFolder();
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [commandLine, ...args],
      { env: { ...process.env, LEADLENS_HOME: home, ...env }, maxBuffer: 2 ** 26 },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
  });
}

/** Lines that hold a value of the data. */
const leaks = (text: string): readonly string[] => text.split('\n').filter((line) => FOUND.test(line));

describe('what a run on marked data leaves in logs', () => {
  beforeAll(builtApp);

  test('holds none of it, with all that a log can be told', async () => {
    const folder = await marked();
    const out = join(await temporaryFolder(), 'out');
    const { stderr } = await run(['analyze', folder, '--no-cache', '--timing', '--out', out]);
    expect(stderr).toContain('delivered.csv');
    expect(leaks(stderr)).toEqual([]);
    const json = await run(['analyze', folder, '--no-cache', '--timing', 'json']);
    expect(leaks(json.stderr)).toEqual([]);
  });

  test('nor does what the terminal says of it name a person, an address, a hash or a cell', async () => {
    const { stdout, stderr } = await run(['analyze', await marked(), '--no-cache']);
    expect(stdout).toContain('delivered.csv');
    for (const mark of [MARKS.email, MARKS.hash, MARKS.phone, MARKS.cell])
      expect(stdout + stderr, mark).not.toContain(mark);
  });

  test('holds none of it where a statement is refused over a value of the data', async () => {
    const hook = pathToFileURL(join(import.meta.dirname, '..', 'support', 'log-fault.mjs')).href;
    const { code, stderr } = await run(['analyze', await marked(), '--no-cache'], {
      NODE_OPTIONS: `--import=${hook}`,
      LEADLENS_TEST_REFUSED: MARKS.email,
    });
    expect(code).toBe(1);
    expect(stderr).toContain('The database refused a statement: ');
    expect(stderr).toMatch(/ {4}at /);
    expect(leaks(stderr)).toEqual([]);
  });

  test('holds none of it where the process is ended by a crash, which reports what it was doing', async () => {
    const reports = await temporaryFolder();
    await mkdir(reports, { recursive: true });
    const child = spawn(process.execPath, [commandLine, 'analyze', await marked(), '--no-cache'], {
      env: {
        ...process.env,
        LEADLENS_HOME: await temporaryFolder(),
        NODE_OPTIONS: `--report-on-signal --report-signal=SIGUSR2 --report-directory=${reports}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout.resume();
    const ended = once(child, 'close');
    // While it reads: the report holds all threads of the process.
    while ((await readdir(reports)).length === 0 && child.exitCode === null) {
      await pause(700);
      child.kill('SIGUSR2');
      await pause(300);
    }
    child.kill('SIGABRT');
    await ended;
    const files = await readdir(reports);
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) {
      const report = await readFile(join(reports, name), 'utf8');
      expect(report).toContain('"javascriptStack"');
      expect(leaks(report)).toEqual([]);
    }
    expect(leaks(said)).toEqual([]);
  });

  test('holds none of it of a server that is asked wrong things', async () => {
    const child = spawn(process.execPath, [commandLine, 'serve', await marked(), '--no-open'], {
      env: { ...process.env, LEADLENS_HOME: await temporaryFolder() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let address = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      address = /http:\/\/\S+/.exec(said)?.[0] ?? '';
    });
    try {
      while (address === '') await pause(50);
      const welcome = await fetch(address, { redirect: 'manual' });
      const cookie = (welcome.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const page = new URL('.', address).href;
      const { origin } = new URL(address);
      const ask = (method: string, body: unknown): Promise<Response> =>
        fetch(`${page}api/${method}`, {
          method: 'POST',
          headers: { cookie, origin, 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        });
      for (const method of [
        'info',
        'loadProject',
        'saveProject',
        'appendDecisions',
        'openRecent',
        'nothing',
      ]) {
        await ask(method, {
          grantId: MARKS.email,
          id: MARKS.cell,
          name: MARKS.name,
          [MARKS.hash]: MARKS.amount,
        });
        await ask(method, `{ "${MARKS.email}`);
      }
      await fetch(
        `${page}files/${encodeURIComponent(MARKS.email)}/content?path=${encodeURIComponent(MARKS.cell)}`,
        {
          headers: { cookie },
        },
      );
    } finally {
      const ended = once(child, 'close');
      child.kill('SIGINT');
      await ended;
    }
    expect(leaks(said)).toEqual([]);
  });
});
