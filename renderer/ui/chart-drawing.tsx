import { useEffect, useRef, useState } from 'react';
import type { ChartSpec } from '../../shared/charts/chart-spec';
import { ChartKeys } from './chart-keys';
import classes from './chart.module.css';
import { initChart } from './echarts-setup';

type DrawnChart = ReturnType<typeof initChart>;

interface DrawingProps {
  readonly spec: ChartSpec;
  readonly onSelect: ((index: number, from: 'picture' | 'table', series: string | null) => void) | undefined;
  readonly onBrush: ((from: number, to: number, of: 'picture' | 'table') => void) | undefined;
  readonly onWidth: (width: number) => void;
}

/** Pixels that a pointer moves before a press is a drag. */
const DRAG = 6;

/** What a drag covers, in pixels of the drawing. */
interface Covered {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The picture of a chart: a click chooses a mark, a drag along the axis of names chooses a stretch. */
export function Drawing({ spec, onSelect, onBrush, onWidth }: DrawingProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart | null>(null);
  const told = useRef({ spec, onSelect, onBrush });
  const [covered, setCovered] = useState<Covered | null>(null);

  useEffect(() => {
    told.current = { spec, onSelect, onBrush };
  }, [spec, onSelect, onBrush]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const chart = initChart(element, null, { renderer: 'svg' });
    drawn.current = chart;
    const stop = followPointer(chart, () => told.current, setCovered);
    chart.on('click', (event) => {
      const { spec: now, onSelect: select } = told.current;
      const row = now.rowOf?.({
        seriesId: event.seriesId ?? '',
        dataIndex: event.dataIndex,
        dataType: event.dataType ?? null,
      });
      if (row !== undefined && row !== null) select?.(row, 'picture', event.seriesId ?? null);
    });
    const observer = new ResizeObserver(() => {
      chart.resize();
      onWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      stop();
      observer.disconnect();
      chart.dispose();
      drawn.current = null;
    };
  }, [onWidth]);

  useEffect(() => {
    drawn.current?.resize({ height: spec.height });
    drawn.current?.setOption(spec.option, { notMerge: true });
  }, [spec]);

  const showStretch = (from: number | null, to: number | null): void => {
    const chart = drawn.current;
    setCovered(
      chart && from !== null && to !== null ? coverOf(chart, Math.min(from, to), Math.max(from, to)) : null,
    );
  };
  // The cursor of a chart of marks is that of its marks: only they can be chosen.
  const choosing = onSelect && !spec.rowOf ? classes.choosing : '';
  return (
    <div className={classes.frame}>
      <div
        ref={host}
        className={`${classes.drawing ?? ''} ${choosing ?? ''}`}
        style={{ height: spec.height }}
        role="img"
        aria-label={spec.summary}
      />
      {(onSelect ?? onBrush) && (
        <ChartKeys
          spec={spec}
          onSelect={onSelect && ((row) => onSelect(row, 'table', null))}
          onBrush={onBrush && ((from, to) => onBrush(from, to, 'table'))}
          onStretch={showStretch}
        />
      )}
      {covered && <div className={classes.covered} style={covered} />}
    </div>
  );
}

/** Turns clicks and drags on a chart with an axis of names into positions on that axis. Gives what ends it. */
function followPointer(
  chart: DrawnChart,
  told: () => Pick<DrawingProps, 'spec' | 'onSelect' | 'onBrush'>,
  show: (covered: Covered | null) => void,
): () => void {
  let start: { readonly x: number; readonly y: number } | null = null;
  // ECharts names the mark that was hit after the plain click has come, in the same turn.
  let series: string | null = null;
  let brushed = false;
  chart.on('click', ({ seriesId }) => {
    series = seriesId ?? null;
  });
  const along = (): 'x' | 'y' => (namesRun(chart.getOption()) === 'across' ? 'x' : 'y');
  // The whole band of a name can be hit, its label too: bars may be too short for a pointer.
  const positionAt = (x: number, y: number): number | null => {
    const at = chart.convertFromPixel({ gridIndex: 0 }, [x, y])[along() === 'x' ? 0 : 1];
    return at === undefined || !Number.isFinite(at) ? null : Math.max(0, Math.round(at));
  };
  const isDrag = (x: number, y: number): boolean =>
    start !== null && Math.abs(along() === 'x' ? x - start.x : y - start.y) > DRAG;
  const zr = chart.getZr();
  zr.on('mousedown', ({ offsetX: x, offsetY: y }) => {
    brushed = false;
    start = told().spec.rowOf ? null : { x, y };
  });
  zr.on('mousemove', ({ offsetX: x, offsetY: y }) => {
    if (!start || !told().onBrush || !isDrag(x, y)) return;
    const size = { width: chart.getWidth(), height: chart.getHeight() };
    show(
      along() === 'x'
        ? { left: Math.min(start.x, x), top: 0, width: Math.abs(x - start.x), height: size.height }
        : { left: 0, top: Math.min(start.y, y), width: size.width, height: Math.abs(y - start.y) },
    );
  });
  zr.on('mouseup', ({ offsetX: x, offsetY: y, event }) => {
    const pressed = start;
    const dragged = isDrag(x, y);
    start = null;
    show(null);
    if (!pressed || told().spec.rowOf) return;
    const from = positionAt(pressed.x, pressed.y);
    const to = positionAt(x, y);
    if (from === null || to === null) return;
    const { onBrush } = told();
    const withShift = (event as unknown as MouseEvent).shiftKey;
    if (onBrush && (dragged || withShift)) {
      onBrush(Math.min(from, to), Math.max(from, to), 'picture');
      brushed = true;
    }
  });
  zr.on('click', ({ offsetX: x, offsetY: y }) => {
    const { spec, onSelect } = told();
    series = null;
    if (brushed || spec.rowOf) {
      brushed = false;
      return;
    }
    const at = positionAt(x, y);
    if (at !== null) queueMicrotask(() => onSelect?.(at, 'picture', series));
  });
  const forget = (): void => {
    start = null;
    show(null);
  };
  window.addEventListener('mouseup', forget);
  return () => window.removeEventListener('mouseup', forget);
}

/** Pixels of a band whose neighbour is not there. */
const WIDE = 48;

/** What a stretch of the axis of names covers; null where it lies beyond the picture, which may show the first rows only. */
function coverOf(chart: DrawnChart, from: number, to: number): Covered | null {
  const isAcross = namesRun(chart.getOption()) === 'across';
  const placeOf = (index: number): number =>
    chart.convertToPixel(isAcross ? { xAxisIndex: 0 } : { yAxisIndex: 0 }, index);
  // One name alone has the whole axis.
  const band = Math.abs(placeOf(1) - placeOf(0));
  const half = Number.isFinite(band) && band > 0 ? band / 2 : WIDE / 2;
  const [start, end] = [placeOf(from), placeOf(to)].sort((a, b) => a - b) as [number, number];
  const most = isAcross ? chart.getWidth() : chart.getHeight();
  if (start >= most) return null;
  const length = Math.min(end + half, most) - (start - half);
  return isAcross
    ? { left: start - half, top: 0, width: length, height: chart.getHeight() }
    : { left: 0, top: start - half, width: chart.getWidth(), height: length };
}

/** Whether the axis of names is the horizontal one. */
function namesRun(option: ReturnType<DrawnChart['getOption']>): 'across' | 'down' {
  const axes: unknown = option['xAxis'];
  const first: unknown = Array.isArray(axes) ? axes[0] : axes;
  return typeof first === 'object' && first !== null && 'type' in first && first.type === 'category'
    ? 'across'
    : 'down';
}
