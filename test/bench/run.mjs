// Benchmarks: `npm run bench [-- small|large …] [--runs N]`. No timed tests: it prints what it measured, with the ratio
// to a yardstick of the same run, because machines differ and are noisy.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');
const CLI = join(ROOT, 'out/headless/cli.js');
const CACHE = join(ROOT, '.cache/bench');
const SHARED = resolve(ROOT, '../shared/data/lead-quality');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' } },
});
const runs = Number(values.runs);
const wanted = positionals.length > 0 ? positionals : ['small', 'large'];

/** Peak resident memory of a process in MB, as Linux counts it; NaN elsewhere. */
const peakOf = (pid) => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
};

/** Runs a command; whole-process seconds, peak memory in MB, what it printed. */
function measure(args) {
  return new Promise((done, fail) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let peak = 0;
    let printed = '';
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid) || 0);
    }, 50);
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.on('error', fail);
    child.on('close', (code) => {
      clearInterval(watch);
      if (code !== 0) fail(new Error(`${args.join(' ')} ended with ${code}`));
      else done({ seconds: (performance.now() - started) / 1000, peak, printed });
    });
  });
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const spread = (numbers) =>
  `${Math.min(...numbers).toFixed(2)} / ${median(numbers).toFixed(1)} / ${Math.max(...numbers).toFixed(1)}`;

function folderOf(name) {
  if (name === 'small') {
    if (!existsSync(SHARED)) return null;
    return { folder: SHARED, reports: join(SHARED, 'contractor_reports') };
  }
  const folder = join(CACHE, 'lead-quality-200000x22');
  if (!existsSync(join(folder, 'truth.json'))) {
    mkdirSync(CACHE, { recursive: true });
    process.stdout.write('Making the large sample (200,000 leads × 22 snapshots) …\n');
    const made = spawnSync(
      process.execPath,
      [CLI, 'sample', folder, '--leads', '200000', '--snapshots', '22', '--seed', '1'],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (made.status !== 0) throw new Error('The sample could not be made.');
  }
  return { folder, reports: join(folder, 'crm_reports') };
}

/** The engine must give the yardstick's counts, else its time says nothing. */
function compare(summary, yardstick) {
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
  const data = folderOf(name);
  if (data === null) {
    process.stdout.write(`${name}: its data is not on this machine, left out.\n`);
    continue;
  }
  const ours = [];
  const theirs = [];
  let different = [];
  for (let run = 0; run < runs; run++) {
    const yardstick = await measure([
      join(import.meta.dirname, 'yardstick.mjs'),
      data.reports,
      join(data.folder, 'leads/leads.parquet'),
    ]);
    const analyze = await measure([CLI, 'analyze', data.folder, '--json']);
    theirs.push(yardstick);
    ours.push(analyze);
    different = compare(JSON.parse(analyze.printed), JSON.parse(yardstick.printed));
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
