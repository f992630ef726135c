import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analysisText } from '../../electron/headless/analysis-text';
import { exitCodeOfFault, exitCodeOfOutcome } from '../../electron/headless/exit-codes';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import { checkOutFolder, writeOut } from '../../electron/headless/out-folder';
import { defaultProjectSettings } from '../../shared/contract/project';
import { bug, cancelled } from '../../shared/domain/fault';
import { codeOf } from '../support/faults';
import { fileReport, finding, outcome } from '../support/outcome';
import { temporaryFolder } from '../support/temporary-folder';

describe('the exit code of analyze', () => {
  it('is 0 when it is done, with unusable files and findings too', () => {
    const files = [fileReport('a.csv'), fileReport('b.csv', { status: 'unusable' })];
    expect(exitCodeOfOutcome(outcome({ files, findings: [finding()] }), false)).toBe(0);
  });

  it('is 3 when no question could be answered or a file needs a mapping, before anything else', () => {
    const findings = [finding()];
    expect(exitCodeOfOutcome(outcome({ answered: [], findings }), true)).toBe(3);
    const files = [fileReport('a.csv', { status: 'needs_mapping' })];
    expect(exitCodeOfOutcome(outcome({ files, findings }), true)).toBe(3);
  });

  it('is 4 for findings of severity error only, and only when asked for', () => {
    expect(exitCodeOfOutcome(outcome({ findings: [finding()] }), true)).toBe(4);
    expect(exitCodeOfOutcome(outcome({ findings: [finding({ severity: 'warning' })] }), true)).toBe(0);
  });

  it('tells faults apart: cancelled 5, input 3, bad usage 2, the machine and ourselves 1', () => {
    const fault = (kind: 'input' | 'environment', code: string) => ({ kind, code, message: '' });
    expect(exitCodeOfFault(cancelled().details)).toBe(5);
    expect(exitCodeOfFault(fault('input', 'folder_unreadable'))).toBe(3);
    expect(exitCodeOfFault(fault('input', 'bad_usage'))).toBe(2);
    expect(exitCodeOfFault(fault('environment', 'write_failed'))).toBe(1);
    expect(exitCodeOfFault(bug('x').details)).toBe(1);
  });
});

describe('the text of analyze', () => {
  it('gives the headline with intervals and the span of open reviews', () => {
    const text = analysisText('exports', outcome());
    expect(text).toContain('Delivered        100\n');
    expect(text).toMatch(
      /Matched\s+80 {2}80\.0 % of delivered \(71\.1 % to 86\.7 %\); open reviews can make it 70 to 82/,
    );
    expect(text).toMatch(
      /Appointment\s+20 {2}20\.0 % of delivered \(.*\); open reviews can make it 17 to 21/,
    );
    expect(text).toMatch(/Demo\s+10 {2}50\.0 % of appointments \([^)]*\)\n/);
    expect(text).toMatch(/Sale\s+4 {2}40\.0 % of demos/);
    expect(text).toContain('3 CRM reports (1,234 rows, 90 CRM leads)');
    expect(text).toMatch(/keys point to different leads\s+2\n/);
    expect(text).toContain('Open reviews: 16');
  });

  it('lists findings by severity, with the effect of a repair', () => {
    const findings = [
      finding({ severity: 'info', code: 'schema_drift', message: 'Names change.' }),
      finding({ repair: { code: 'x', effect: '12 becomes 20.' } }),
    ];
    const text = analysisText('exports', outcome({ findings }));
    expect(text.indexOf('dead_column: The column is dead.')).toBeLessThan(
      text.indexOf('schema_drift: Names change.'),
    );
    expect(text).toContain('12 becomes 20.');
  });

  it('names each file that was not read with the reason, and what is missing', () => {
    const files = [
      fileReport('a.csv'),
      fileReport('b.parquet', {
        status: 'unusable',
        statusReason: 'It ends in the middle. Export it again.',
      }),
    ];
    const missing = ['Without delivered leads there is no match rate.'];
    const summary = { ...outcome().summary, leadQuality: null };
    const text = analysisText('exports', outcome({ files, missing, summary, answered: [] }));
    expect(text).toContain('Files: 1 of 2 read\n  b.parquet: It ends in the middle. Export it again.');
    expect(text).toContain('Missing\n  Without delivered leads there is no match rate.\n');
    expect(text).not.toContain('Delivered ');
  });
});

describe('the folder of --out', () => {
  const engine = {
    call: (method: string) =>
      Promise.resolve(
        method === 'matches'
          ? { worklists: [{ table: 'rpt_unreported' }] }
          : new TextEncoder().encode('a,b\r\n'),
      ) as Promise<never>,
  };
  const written = async (directory: string, result = outcome()): Promise<void> => {
    await writeOut({
      directory,
      engine,
      outcome: result,
      settings: defaultProjectSettings(),
      signal: new AbortController().signal,
    });
  };

  it('gets the summary, the worklists and a manifest with inputs, settings, version and time', async () => {
    const directory = join(await temporaryFolder(), 'deep', 'out');
    await written(directory);
    expect((await readdir(directory)).sort()).toEqual([
      'leadlens-manifest.json',
      'rpt_unreported.csv',
      'summary.json',
    ]);
    const read = async (name: string): Promise<unknown> =>
      JSON.parse(await readFile(join(directory, name), 'utf8')) as unknown;
    expect(await read('summary.json')).toEqual(outcome().summary);
    expect(await read('leadlens-manifest.json')).toMatchObject({
      program: { name: 'leadlens' },
      writtenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
      inputs: [{ file: 'a.csv', sha256: 'ab'.repeat(32) }],
      settings: defaultProjectSettings(),
    });
  });

  it('is left out when the folder around it is listed, and may be written again', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'x' });
    await checkOutFolder(join(folder, 'out'), folder);
    await written(join(folder, 'out'));
    expect((await (await nodeFileSource(folder)).list()).files.map((file) => file.path)).toEqual(['a.csv']);
    await checkOutFolder(join(folder, 'out'), folder);
    await written(join(folder, 'out'));
  });

  it('gets no worklists when lead quality could not be answered', async () => {
    const directory = await temporaryFolder();
    await written(directory, outcome({ answered: [] }));
    expect((await readdir(directory)).sort()).toEqual(['leadlens-manifest.json', 'summary.json']);
  });

  it('is refused as bad usage when it holds something else', async () => {
    const other = await temporaryFolder({ 'x.csv': '' });
    expect(await codeOf(checkOutFolder(other, await temporaryFolder()))).toBe('bad_usage');
  });
});
