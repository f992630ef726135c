import { ActionIcon, Menu } from '@mantine/core';
import {
  IconChartBar,
  IconDots,
  IconFileTypeSvg,
  IconListSearch,
  IconPhoto,
  IconTable,
} from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { ChartSpec } from '../../shared/charts/chart-spec';
import type { ChartTheme } from '../../shared/charts/chart-theme';
import classes from './chart.module.css';
import { chartImage, type ImageKind } from './chart-image';
import { initChart } from './echarts-setup';
import { TwinTable } from './twin-table';

interface ChartProps {
  readonly spec: ChartSpec;
  readonly theme: ChartTheme;
  /** Gets the picture; the name is without its ending. */
  readonly onSave: (name: string, kind: ImageKind, bytes: Uint8Array) => void;
  /** Called with the position on the axis of names where the picture was clicked, or of the row of the table twin. */
  readonly onSelect?: ((index: number, from: 'picture' | 'table') => void) | undefined;
  /** The rows behind the chart as a whole. */
  readonly onShowRows?: (() => void) | undefined;
  /** Switches that belong to the chart, beside its title. */
  readonly controls?: ReactNode;
}

/** A chart with its title, its subtitle and its small menu: table twin, PNG, SVG, rows. */
export function Chart({ spec, theme, onSave, onSelect, onShowRows, controls }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const [width, setWidth] = useState(0);
  const titleId = useId();
  const save = (kind: ImageKind): void => {
    void chartImage(spec, theme, Math.max(width, 480), kind).then((bytes) => {
      onSave(spec.title, kind, bytes);
    });
  };
  return (
    <section className={classes.chart} aria-labelledby={titleId}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h3 id={titleId} className={classes.title}>
            {spec.title}
          </h3>
          <p className={classes.subtitle}>{spec.subtitle}</p>
        </div>
        {controls}
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={`Menu of the chart “${spec.title}”`}>
              <IconDots size={16} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={
                asTable ? (
                  <IconChartBar size={14} aria-hidden="true" />
                ) : (
                  <IconTable size={14} aria-hidden="true" />
                )
              }
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? 'Show as chart' : 'Show as table'}
            </Menu.Item>
            <Menu.Item leftSection={<IconPhoto size={14} aria-hidden="true" />} onClick={() => save('png')}>
              Save as PNG
            </Menu.Item>
            <Menu.Item
              leftSection={<IconFileTypeSvg size={14} aria-hidden="true" />}
              onClick={() => save('svg')}
            >
              Save as SVG
            </Menu.Item>
            {onShowRows && (
              <Menu.Item leftSection={<IconListSearch size={14} aria-hidden="true" />} onClick={onShowRows}>
                Show rows
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </header>
      {asTable ? (
        <TwinTable
          twin={spec.twin}
          height={spec.height}
          caption={`${spec.title}. ${spec.subtitle}`}
          {...(onSelect ? { onSelect: (index: number) => onSelect(index, 'table') } : {})}
        />
      ) : (
        <Drawing spec={spec} onSelect={onSelect} onWidth={setWidth} />
      )}
    </section>
  );
}

interface DrawingProps {
  readonly spec: ChartSpec;
  readonly onSelect: ChartProps['onSelect'];
  readonly onWidth: (width: number) => void;
}

function Drawing({ spec, onSelect, onWidth }: DrawingProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<ReturnType<typeof initChart> | null>(null);
  const select = useRef(onSelect);

  useEffect(() => {
    select.current = onSelect;
  }, [onSelect]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const chart = initChart(element, null, { renderer: 'svg' });
    drawn.current = chart;
    // The whole band of a name can be hit, its label too: bars may be too short for a pointer.
    chart.getZr().on('click', ({ offsetX, offsetY }) => {
      const at = chart.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]);
      const position = at[namesRun(chart.getOption()) === 'across' ? 0 : 1];
      if (position !== undefined && Number.isFinite(position))
        select.current?.(Math.round(position), 'picture');
    });
    const observer = new ResizeObserver(() => {
      chart.resize();
      onWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
      drawn.current = null;
    };
  }, [onWidth]);

  useEffect(() => {
    drawn.current?.resize({ height: spec.height });
    drawn.current?.setOption(spec.option, { notMerge: true });
  }, [spec]);

  return (
    <div
      ref={host}
      className={onSelect ? `${classes.drawing ?? ''} ${classes.choosing ?? ''}` : classes.drawing}
      style={{ height: spec.height }}
      role="img"
      aria-label={spec.summary}
    />
  );
}

/** Whether the axis of names is the horizontal one. */
function namesRun(option: ReturnType<ReturnType<typeof initChart>['getOption']>): 'across' | 'down' {
  const axes: unknown = option['xAxis'];
  const first: unknown = Array.isArray(axes) ? axes[0] : axes;
  return typeof first === 'object' && first !== null && 'type' in first && first.type === 'category'
    ? 'across'
    : 'down';
}
