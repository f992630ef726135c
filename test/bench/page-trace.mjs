/** Reads Chromium's trace of a page: tasks, script per frame, collections of garbage. In milliseconds. */
const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  'v8.execute',
];
/** Trace events in which script runs. */
const SCRIPT = new Set([
  'FunctionCall',
  'v8.callFunction',
  'EvaluateScript',
  'v8.run',
  'RunMicrotasks',
  'TimerFire',
  'EventDispatch',
  'FireAnimationFrame',
  'HandlePostMessage',
]);
/** The engine's own collections of garbage, which may come in the middle of script: told apart from it. */
const COLLECTION = new Set(['MinorGC', 'MajorGC', 'V8.GCScavenger', 'V8.GCFinalizeMC']);
/** Work of the page that script can set off inside itself; it is no script. */
const LAYOUT = new Set(['Layout', 'UpdateLayoutTree', 'Paint', 'PrePaint']);

const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
/** Median, 95th of 100, and most. */
export const words = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return `median ${quantile(sorted, 0.5).toFixed(1)}, p95 ${quantile(sorted, 0.95).toFixed(1)}, max ${(sorted.at(-1) ?? 0).toFixed(1)} ms`;
};

/** Events that lie in no other of the list, in their order. */
function outermost(events) {
  const outer = [];
  let end = -Infinity;
  for (const event of events) {
    if (event.ts < end) continue;
    outer.push(event);
    end = event.ts + (event.dur ?? 0);
  }
  return outer;
}

/**
 * Tasks and script per frame of the page's main thread, from one commit of a frame to the next. In the time that the
 * thread itself worked (`tdur`): what other processes of a busy machine take is not the page's.
 */
function read(events) {
  const counts = new Map();
  for (const { pid, tid } of events) counts.set(`${pid} ${tid}`, (counts.get(`${pid} ${tid}`) ?? 0) + 1);
  const main = events
    .filter((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain')
    .sort((a, b) => counts.get(`${b.pid} ${b.tid}`) - counts.get(`${a.pid} ${a.tid}`))[0];
  const mine = events
    .filter((e) => e.pid === main?.pid && e.tid === main?.tid && e.ph === 'X')
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const script = outermost(mine.filter((e) => SCRIPT.has(e.name)));
  const collections = outermost(mine.filter((e) => COLLECTION.has(e.name)));
  const other = outermost(mine.filter((e) => LAYOUT.has(e.name) || COLLECTION.has(e.name)));
  const frames = [];
  const [worst, inside] = [{ own: 0, made: '' }, []];
  let [at, within] = [0, 0];
  for (const commit of mine.filter((e) => e.name === 'Commit')) {
    let own = 0;
    inside.length = 0;
    for (; at < script.length && script[at].ts < commit.ts; at++) {
      const { name, ts, dur = 0, tdur = 0 } = script[at];
      own += tdur;
      inside.push(`${name} ${(tdur / 1000).toFixed(1)}`);
      while (within < other.length && other[within].ts < ts) within++;
      for (; within < other.length && other[within].ts < ts + dur; within++) own -= other[within].tdur ?? 0;
    }
    frames.push(own / 1000);
    if (own > worst.own) Object.assign(worst, { own, made: inside.join(', ') });
  }
  const tasks = mine
    .filter((e) => e.name === 'RunTask')
    .map((e) => ({ own: (e.tdur ?? 0) / 1000, wall: e.dur / 1000, from: e.ts, to: e.ts + e.dur }))
    .sort((a, b) => b.own - a.own);
  const [longest] = tasks;
  const parts = mine
    .filter(
      (e) => longest && e.ts >= longest.from && e.ts + (e.dur ?? 0) <= longest.to && (e.tdur ?? 0) > 4000,
    )
    .filter((e) => SCRIPT.has(e.name) || LAYOUT.has(e.name) || e.name === 'Commit' || e.name === 'Layerize')
    .map((e) => `${e.name} ${(e.tdur / 1000).toFixed(1)}`);
  return { tasks, frames, parts, worst, collections: collections.map((e) => (e.tdur ?? 0) / 1000) };
}

/** What the main thread does while `work` runs, under Chromium's own trace. */
export async function traced(client, work) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  client.on('Tracing.dataCollected', collect);
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await work();
  const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  await client.send('Tracing.end');
  await complete;
  client.off('Tracing.dataCollected', collect);
  return read(events);
}

/**
 * Prints what was seen, in the words of the aims.
 * @param {number} limit milliseconds that no task should take
 */
export function say(name, { tasks, frames, parts, worst, collections }, limit = 50) {
  const longest = tasks[0]?.own ?? 0;
  const wall = Math.max(0, ...tasks.map((task) => task.wall));
  const long = tasks.filter((task) => task.own > limit).length;
  const over = frames.filter((ms) => ms > 8).length;
  process.stdout.write(
    `  ${name}\n    longest task ${longest.toFixed(1)} ms (${wall.toFixed(0)} on the clock), ${long} over ${limit} ms${longest > 20 ? ` (${parts.join(', ')})` : ''}\n` +
      `    script a frame: ${words(frames)}; ${over} of ${frames.length} frames over 8 ms${over > 0 ? ` (worst: ${worst.made})` : ''}\n` +
      `    collections of garbage: ${collections.length}, ${words(collections)}\n`,
  );
}
