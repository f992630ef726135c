import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../../electron/launch/build.mjs';
import type { Summary } from '../../shared/contract/summary';
import { builtApp, leadlens, type Ended } from '../support/built-app';
import { onDisk, sampleOnDisk } from '../support/sample-on-disk';
import { sampleFolder, type Folder } from '../support/samples';
import { parseCsv, writeCsv } from '../support/table';

/** A module that goes before a program and sends a message once it hears interrupts: before, they end it at once. */
const TELLS_WHEN_IT_LISTENS = `data:text/javascript,${encodeURIComponent(
  "process.on('newListener', (name) => name === 'SIGINT' && process.nextTick(() => process.send('listens')))",
)}`;

const summaryOf = ({ stdout }: Ended): Summary => JSON.parse(stdout) as Summary;

describe('what a schedule sees of `leadlens analyze`', () => {
  let sample: Folder;
  let report: string;

  beforeAll(async () => {
    await builtApp();
    sample = await sampleFolder({ leads: 60, snapshots: 3, clean: true });
    report = Object.keys(sample.files).find((path) => path.endsWith('.csv')) ?? '';
  });

  test('0 when it is done, also with a file that cannot be used; 4 for the same with --fail-on error', async () => {
    const folder = await onDisk({ files: { ...sample.files, 'crm_reports/empty.csv': new Uint8Array() } });
    const done = await leadlens('analyze', folder, '--json');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(summaryOf(done).findings).toContainEqual(
      expect.objectContaining({
        code: 'unusable_file',
        severity: 'error',
        files: ['crm_reports/empty.csv'],
        message: expect.stringContaining('crm_reports/empty.csv') as string,
      }),
    );
    const strict = await leadlens('analyze', folder, '--json', '--fail-on', 'error');
    expect(strict.code).toBe(4);
    expect(strict.stdout).toBe(done.stdout);
  });

  test('0 with --fail-on error where no finding is an error', async () => {
    const folder = await onDisk(sample);
    expect((await leadlens('analyze', folder, '--json', '--fail-on', 'error')).code).toBe(0);
  });

  test('2 for a folder that is not there', async () => {
    const folder = await onDisk({ files: {} });
    const ended = await leadlens('analyze', join(folder, 'nowhere'), '--json');
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('nowhere');
  });

  test('3 when no question can be answered, with the summary all the same and on standard error what to do', async () => {
    const ended = await leadlens('analyze', await onDisk({ files: {} }), '--json');
    expect(ended.code).toBe(3);
    expect(summaryOf(ended)).toMatchObject({ inputs: [], leadQuality: null, revenue: null });
    expect(ended.stderr).toMatch(/no data files.*Open the folder/);
  });

  test('3 when a column has no mapping, naming the file; 0 once the project maps it', async () => {
    const { header, records } = parseCsv(sample.files[report] as Uint8Array);
    const renamed = header.map((name) => (name === 'LEADNUMBER' ? 'Ref.' : name));
    const folder = await onDisk({
      files: { ...sample.files, [report]: writeCsv({ header: renamed, records }) },
    });
    const asked = await leadlens('analyze', folder, '--json');
    expect(asked.code).toBe(3);
    expect(summaryOf(asked).leadQuality).not.toBeNull();
    expect(asked.stderr).toContain(report);
    expect(asked.stderr).toMatch(/[Mm]ap/);

    const project = join(await onDisk({ files: {} }), 'project.json');
    await writeFile(
      project,
      JSON.stringify({ version: 1, files: { [report]: { mapping: { lead_number: 'Ref.' } } } }),
    );
    const mended = await leadlens('analyze', folder, '--json', '--project', project);
    expect(mended).toMatchObject({ code: 0, stderr: '' });
    expect(summaryOf(mended).leadQuality).toMatchObject({ ...sample.truth.leadQuality });
  });

  test('5 when it is interrupted, with nothing on standard output', async () => {
    const { directory } = await sampleOnDisk({ leads: 5000, snapshots: 5 });
    const running = spawn(
      process.execPath,
      ['--import', TELLS_WHEN_IT_LISTENS, commandLine, 'analyze', directory, '--json'],
      { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    );
    let printed = '';
    running.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    const ended = once(running, 'close');
    await once(running, 'message');
    running.kill('SIGINT');
    expect(await ended).toEqual([5, null]);
    expect(printed).toBe('');
  });
});
