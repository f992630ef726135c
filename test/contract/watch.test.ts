import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keptRun } from '../../shared/contract/kept-run';
import { builtApp, leadlens } from '../support/built-app';
import { temporaryFolder } from '../support/temporary-folder';
import { Watch } from '../support/watch-process';

describe('leadlens watch', () => {
  let place: string;
  let exports: string;
  let project: string;
  let later: string;

  beforeAll(builtApp);
  beforeEach(async () => {
    place = await temporaryFolder();
    [exports, project, later] = [
      join(place, 'exports'),
      join(place, 'client.leadlens'),
      join(place, 'report_2026-01-19.csv'),
    ];
    await leadlens('sample', exports, '--leads', '200', '--snapshots', '3');
    await rename(join(exports, 'crm_reports', 'report_2026-01-19.csv'), later);
    await mkdir(project);
  });

  test('runs when a file has come, says in a line what changed, and keeps each run with the project', async () => {
    const out = join(exports, 'out');
    const watch = new Watch(exports, '--project', project, '--out', out);
    expect(await watch.line()).toMatch(/^delivered leads 200, .*; 3 files; 0 errors; [\d.]+ s$/);
    const first = await readFile(join(out, 'summary.json'), 'utf8');
    await rename(later, join(exports, 'crm_reports', 'report_2026-01-19.csv'));
    expect(await watch.line()).toMatch(
      /^delivered leads 200, .*; 1 new file; 0 errors; Snapshots 2 → 3; .*[\d.]+ s$/,
    );
    expect(await readFile(join(out, 'summary.json'), 'utf8')).not.toBe(first);
    expect(await watch.stop()).toBe(0);
    const runs = await Promise.all(
      (await readdir(join(project, 'runs'))).map(async (name) =>
        keptRun.parse(JSON.parse(await readFile(join(project, 'runs', name), 'utf8'))),
      ),
    );
    expect(runs.map(({ numbers }) => numbers.leadQuality?.snapshots).sort()).toEqual([2, 3]);
    expect(await readdir(project)).toEqual(['runs']);
    const analysed = await leadlens('analyze', exports, '--project', project);
    expect(analysed.stdout).toMatch(
      /What changed since the run of .* UTC\n {2}No number of the headline changed\.\n$/,
    );
  });

  test('is done by one process for a project: the second says who does it', async () => {
    const watch = new Watch(exports, '--project', project);
    await watch.line();
    const second = await leadlens('watch', exports, '--project', project);
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/This is watched already: .* \(process \d+\), since /);
    expect(await watch.stop()).toBe(0);
  });

  test('goes on after a run that failed', async () => {
    const watch = new Watch(exports, '--project', project);
    await watch.line();
    const file = join(exports, 'leads', 'leads.parquet');
    await rename(file, join(place, 'leads.parquet'));
    expect(await watch.line()).toMatch(/^nothing can be answered; 1 file gone; /);
    await rename(join(place, 'leads.parquet'), file);
    expect(await watch.line()).toMatch(/^delivered leads 200, .*; 1 new file; /);
    expect(await watch.stop()).toBe(0);
  });

  test('stops cleanly between the runs of a schedule', async () => {
    const watch = new Watch(exports, '--every', '1d');
    expect(await watch.line()).toMatch(/^delivered leads 200, /);
    expect(await watch.stop()).toBe(0);
  });

  test.each([
    [['--at', '25:00'], 'is no time of the day'],
    [['--every', 'soon'], 'is no time from one run to the next'],
    [['--at', '06:00', '--every', '12h'], '--at and --every are two schedules.'],
  ])('says what is wrong with %j', async (options, message) => {
    const { code, stderr } = await leadlens('watch', exports, ...options);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('leadlens analyze with a project that keeps runs', () => {
  test('says what changed since, and with --fail-on change exits with 6 where that is to be looked at', async () => {
    await builtApp();
    const place = await temporaryFolder();
    const [exports, project] = [join(place, 'exports'), join(place, 'client.leadlens')];
    const reports = ['12', '19'].map((day) => join(exports, 'crm_reports', `report_2026-01-${day}.csv`));
    await leadlens('sample', exports, '--leads', '200', '--snapshots', '3');
    await mkdir(project);
    const watched = ['analyze', exports, '--project', project, '--fail-on', 'change'];
    const first = await leadlens(...watched, '--keep-run');
    expect(first.stdout).not.toContain('What changed');
    expect(first.code).toBe(0);
    for (const report of reports) await rm(report);
    const less = await leadlens(...watched);
    expect(less.stdout).toMatch(/\n {2}Snapshots +1 +was 3\n/);
    expect(less.stdout).toMatch(
      /\n {2}To look at: Matched leads: [\d.]+ % of delivered leads, below what it was: /,
    );
    expect(less.code).toBe(6);
    await rename(join(exports, 'leads', 'leads.parquet'), join(place, 'leads.parquet'));
    const none = await leadlens(...watched);
    expect(none.stdout).toContain('To look at: There are no numbers of leads any more.');
    // Nothing is answered: that is said by its own code.
    expect(none.code).toBe(3);
    const without = await leadlens('analyze', exports, '--fail-on', 'change');
    expect(without.code).toBe(2);
    expect(without.stderr).toContain('--fail-on change needs the project that keeps the runs.');
  });
});
