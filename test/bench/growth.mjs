// How time and memory of a run grow with leads and with snapshots, and how far that is from reading and hashing the bytes:
// `npm run bench -- growth`. Prints two tables for docs/performance.md, and draws them into docs/performance.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { init, use } from 'echarts/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, TitleComponent, SVGRenderer]);

const LEADS = [12_500, 25_000, 50_000, 100_000, 200_000];
const SNAPSHOTS = [3, 6, 12, 24, 48];
const OF_LEADS = { snapshots: 12 };
const OF_SNAPSHOTS = { leads: 50_000 };

const PICTURE = { width: 720, height: 260 };
const INK = '#1f2933';
const QUIET = '#8a94a0';
const ACCENT = '#2f6fde';

/** All bytes of a folder, read and hashed as a run does first: seconds and bytes. */
async function hashFolder(folder) {
  const started = performance.now();
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry);
    if (!(await stat(path)).isFile() || !/\.(csv|parquet)$/.test(path)) continue;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    hash.digest();
  }
  return { seconds: (performance.now() - started) / 1000, bytes };
}

async function measurePoint(x, folder, cli, measure) {
  const floor = await hashFolder(folder);
  const run = await measure([cli, 'analyze', folder, '--json', '--no-cache', '--engine', 'wasm']);
  return { x, megabytes: floor.bytes / 1e6, floor: floor.seconds, ...run };
}

const table = (name, points) =>
  [
    `| ${name} | files | seconds | of processor | peak | read and hashed | times that |`,
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...points
      .map((point) =>
        [
          point.x.toLocaleString('en-US'),
          `${point.megabytes.toFixed(0)} MB`,
          point.seconds.toFixed(1),
          point.processor.toFixed(1),
          `${point.peak.toFixed(0)} MB`,
          `${point.floor.toFixed(2)} s`,
          (point.seconds / point.floor).toFixed(0),
        ].join(' | '),
      )
      .map((row) => `| ${row} |`),
  ].join('\n');

const axis = (name, more) => ({
  name,
  nameTextStyle: { color: QUIET, fontSize: 12 },
  axisLabel: { color: INK, fontSize: 12 },
  splitLine: { lineStyle: { color: '#e6e9ed' } },
  ...more,
});

/** Seconds and memory beside each other, over the same x. */
function picture(name, points) {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...PICTURE });
  const panel = (index, left) => ({ left, width: 260, top: 44, bottom: 44, id: String(index) });
  const line = (index, colour, data) => ({
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    data,
    symbolSize: 6,
    itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2 },
  });
  const x = axis(name, { type: 'value', nameLocation: 'middle', nameGap: 28, splitLine: { show: false } });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: 'sans-serif' },
    title: [
      { text: 'Seconds of processor', left: 50, textStyle: { fontSize: 13, fontWeight: 600, color: INK } },
      { text: 'Peak memory, MB', left: 420, textStyle: { fontSize: 13, fontWeight: 600, color: INK } },
    ],
    grid: [panel(0, 50), panel(1, 420)],
    xAxis: [
      { ...x, gridIndex: 0 },
      { ...x, gridIndex: 1 },
    ],
    yAxis: [axis('', { type: 'value', gridIndex: 0 }), axis('', { type: 'value', gridIndex: 1, min: 0 })],
    series: [
      line(
        0,
        ACCENT,
        points.map((point) => [point.x, point.processor]),
      ),
      line(
        0,
        QUIET,
        points.map((point) => [point.x, point.floor]),
      ),
      line(
        1,
        ACCENT,
        points.map((point) => [point.x, point.peak]),
      ),
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/**
 * @param cli the built command line
 * @param pictures folder for the pictures
 * @param sample makes a sample of so many leads and snapshots, once; its folder
 * @param measure runs a script of Node: whole-process seconds, processor seconds, peak memory in MB
 */
export async function benchGrowth(cli, pictures, sample, measure) {
  await mkdir(pictures, { recursive: true });
  const series = [
    ['leads', LEADS.map((leads) => [leads, { ...OF_LEADS, leads }])],
    ['snapshots', SNAPSHOTS.map((snapshots) => [snapshots, { ...OF_SNAPSHOTS, snapshots }])],
  ];
  for (const [name, cases] of series) {
    const points = [];
    for (const [x, { leads, snapshots }] of cases)
      points.push(await measurePoint(x, sample(leads, snapshots), cli, measure));
    await writeFile(join(pictures, `${name}.svg`), `${picture(name, points)}\n`);
    process.stdout.write(`${table(name, points)}\n\n`);
  }
}
