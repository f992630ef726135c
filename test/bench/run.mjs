// Benchmarks: `npm run bench [-- small large revenue revenue-large dedup models calibration splink export explore main-thread engines growth] [--runs N]`. No timed tests: it prints what it
// measured, with the ratio to a yardstick of the same run, because machines differ and are noisy. Dedup, models and calibration compare with the
// truth of samples; splink compares pairs of people with that program on labelled records, where Python has it (LEADLENS_PYTHON).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchEngines } from './engines.mjs';
import { benchExplore } from './explore.mjs';
import { benchGrowth } from './growth.mjs';
import { benchMainThread } from './main-thread.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const CLI = join(ROOT, 'out/headless/cli.js');
const CACHE = join(ROOT, '.cache/bench');
const SHARED = resolve(ROOT, '../shared/data');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' } },
});
const runs = Number(values.runs);
const ALL = [
  'small',
  'large',
  'revenue',
  'revenue-large',
  'dedup',
  'models',
  'calibration',
  'splink',
  'explore',
  'main-thread',
  'engines',
  'growth',
];
const wanted = positionals.length > 0 ? positionals : ALL;

/** Peak resident memory of a process in MB, as Linux counts it; NaN elsewhere. */
const peakOf = (pid) => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
};

/** Seconds of processor that a process has taken so far, as Linux counts them; NaN elsewhere. */
const processorOf = (pid) => {
  try {
    const [, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
};

/** Runs a command; whole-process seconds, those of processor, peak memory in MB, what it printed. */
function measure(args) {
  return new Promise((done, fail) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let peak = 0;
    let processor = 0;
    let printed = '';
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid) || 0);
      processor = Math.max(processor, processorOf(child.pid) || 0);
    }, 50);
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      clearInterval(watch);
      if (code !== 0) fail(new Error(`${args.join(' ')} ended with ${code}`));
      else done({ seconds: (performance.now() - started) / 1000, processor, peak, printed });
    });
  });
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const spread = (numbers) =>
  `${Math.min(...numbers).toFixed(2)} / ${median(numbers).toFixed(1)} / ${Math.max(...numbers).toFixed(1)}`;

/** A sample in the cache, made once. */
function sample(name, options) {
  const folder = join(CACHE, name);
  if (!existsSync(join(folder, 'truth.json'))) {
    mkdirSync(CACHE, { recursive: true });
    process.stdout.write(`Making the sample ${name} …\n`);
    const made = spawnSync(process.execPath, [CLI, 'sample', folder, '--seed', '1', ...options], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (made.status !== 0) throw new Error('The sample could not be made.');
  }
  return folder;
}

/** The data of each case: its folder, what the yardstick is given, and how the counts are compared; null: not here. */
const CASES = {
  small: () => leadQuality(join(SHARED, 'lead-quality'), 'contractor_reports'),
  large: () => leadQuality(largeLeadQuality(), 'crm_reports'),
  revenue: () => revenue(join(SHARED, 'revenue/realistic')),
  'revenue-large': () => revenue(revenueSample(300_000, 100_000)),
};

const leadSample = (leads, snapshots) =>
  sample(`lead-quality-${leads}x${snapshots}`, ['--leads', String(leads), '--snapshots', String(snapshots)]);
const largeLeadQuality = () => leadSample(200_000, 22);

const revenueSample = (leads, invoices) =>
  sample(`revenue-${leads}-${invoices}`, [
    '--scenario',
    'revenue',
    '--leads',
    String(leads),
    '--invoices',
    String(invoices),
  ]);

/** What is compared with the truth of samples, not timed against a yardstick: the runs of a script and its arguments. */
const COMPARISONS = {
  dedup: () => [
    ['dedup.mjs', ...[3_000, 30_000, 100_000, 300_000].map((leads) => revenueSample(leads, 1_000))],
  ],
  models: () =>
    [1_000, 100_000].map((invoices) => ['models.mjs', CLI, revenueSample(3 * invoices, invoices)]),
  calibration: () => [['calibration.mjs']],
  splink: () => [['splink.mjs']],
  export: () => [['export.mjs']],
};

const leadQuality = (folder, reports) =>
  existsSync(folder) && {
    folder,
    yardstick: ['yardstick.mjs', join(folder, reports), join(folder, 'leads/leads.parquet')],
    compare: compareLeadQuality,
  };

const revenue = (folder) =>
  existsSync(folder) && {
    folder,
    yardstick: ['yardstick-revenue.mjs', folder],
    compare: (summary) => (summary.revenue === null ? [['revenue', null]] : []),
  };

/** The engine must give the yardstick's counts, else its time says nothing. */
function compareLeadQuality(summary, yardstick) {
  const { funnel, delivered, reportRows, crmLeads, identities } = summary.leadQuality;
  const ever = funnel.ever_linked;
  const ours = { delivered, reportRows, crmLeads, ...ever };
  const different = Object.entries(yardstick.counts).filter(([name, count]) => ours[name] !== count);
  for (const [tier, count] of Object.entries(yardstick.tiers)) {
    if (identities[tier] !== count) different.push([tier, count]);
  }
  return different;
}

spawnSync(process.execPath, [join(ROOT, 'electron/launch/build-now.mjs')], { stdio: 'inherit' });
for (const name of wanted) {
  if (COMPARISONS[name]) {
    for (const [script, ...args] of COMPARISONS[name]()) {
      const run = spawnSync(process.execPath, ['--expose-gc', join(import.meta.dirname, script), ...args], {
        stdio: 'inherit',
      });
      if (run.status !== 0) process.exitCode = 1;
    }
    continue;
  }
  if (name === 'explore' || name === 'main-thread') {
    await (name === 'explore' ? benchExplore() : benchMainThread(largeLeadQuality()));
    continue;
  }
  if (name === 'engines') {
    const folders = [largeLeadQuality(), revenueSample(300_000, 100_000)];
    for (const folder of folders) await benchEngines(CLI, folder, runs, measure);
    continue;
  }
  if (name === 'growth') {
    await benchGrowth(CLI, join(ROOT, 'docs/performance'), leadSample, measure);
    continue;
  }
  const data = CASES[name]?.();
  if (!data) {
    process.stdout.write(`${name}: its data is not on this machine, left out.\n`);
    continue;
  }
  const ours = [];
  const theirs = [];
  let different = [];
  for (let run = 0; run < runs; run++) {
    const [script, ...args] = data.yardstick;
    const yardstick = await measure([join(import.meta.dirname, script), ...args]);
    const analyze = await measure([CLI, 'analyze', data.folder, '--json', '--no-cache']);
    theirs.push(yardstick);
    ours.push(analyze);
    different = data.compare(JSON.parse(analyze.printed), JSON.parse(yardstick.printed));
  }
  const ratios = ours.map((run, i) => run.seconds / theirs[i].seconds);
  process.stdout.write(
    [
      `${name}: ${runs} pairs of runs, min / median / max`,
      `  leadlens analyze      ${spread(ours.map((r) => r.seconds))} s, peak ${median(ours.map((r) => r.peak)).toFixed(0)} MB`,
      `  native, one thread    ${spread(theirs.map((r) => r.seconds))} s, peak ${median(theirs.map((r) => r.peak)).toFixed(0)} MB`,
      `  ratio                 ${spread(ratios)} (whole process, start included)`,
      `  same counts           ${different.length === 0 ? 'yes' : `NO: ${JSON.stringify(different)}`}`,
      '',
    ].join('\n'),
  );
}
