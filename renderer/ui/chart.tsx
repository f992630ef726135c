import { ActionIcon, Menu } from '@mantine/core';
import {
  IconChartBar,
  IconDots,
  IconFileTypeSvg,
  IconListSearch,
  IconPhoto,
  IconTable,
} from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import type { ChartSpec } from '../../shared/charts/chart-spec';
import type { ChartTheme } from '../../shared/charts/chart-theme';
import { CardTitle } from './card-title';
import classes from './chart.module.css';
import { chartImage, type ImageKind } from './chart-image';
import { Drawing } from './chart-drawing';
import { TwinTable } from './twin-table';

interface ChartProps {
  readonly spec: ChartSpec;
  readonly theme: ChartTheme;
  /** Gets the picture; the name is without its ending. */
  readonly onSave: (name: string, kind: ImageKind, bytes: Uint8Array) => void;
  /**
   * Called with the position on the axis of names where the picture was clicked, or of the row of the table twin; and with
   * the series, where one of its marks was hit.
   */
  readonly onSelect?: ((index: number, from: 'picture' | 'table', series: string | null) => void) | undefined;
  /**
   * Called with the first and the last position that were dragged over, or the one that was clicked with Shift; with keys,
   * with rows of the table twin.
   */
  readonly onBrush?: ((from: number, to: number, of: 'picture' | 'table') => void) | undefined;
  /** The rows behind the chart as a whole. */
  readonly onShowRows?: (() => void) | undefined;
  /** Switches that belong to the chart, beside its title. */
  readonly controls?: ReactNode;
  /** What else its menu offers, and what stands beside it. */
  readonly menuItems?: ReactNode;
  readonly marks?: ReactNode;
}

/** A chart with its title, its subtitle and its small menu: table twin, PNG, SVG, rows. */
export function Chart(props: ChartProps) {
  const { spec, theme, onSave, onSelect, onBrush, onShowRows, controls, menuItems, marks } = props;
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
        <CardTitle id={titleId} title={spec.title} subtitle={spec.subtitle} beside />
        {marks}
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
            {menuItems}
          </Menu.Dropdown>
        </Menu>
      </header>
      {controls && <div className={classes.controls}>{controls}</div>}
      {spec.twin.rows.length === 0 ? (
        <p className={classes.nothing} role="status">
          There is nothing to draw. Take filters away, or add the files that would fill this chart.
        </p>
      ) : asTable ? (
        <TwinTable
          twin={spec.twin}
          height={spec.height}
          caption={`${spec.title}. ${spec.subtitle}`}
          {...(onSelect ? { onSelect: (index: number) => onSelect(index, 'table', null) } : {})}
        />
      ) : (
        <Drawing spec={spec} onSelect={onSelect} onBrush={onBrush} onWidth={setWidth} />
      )}
    </section>
  );
}
