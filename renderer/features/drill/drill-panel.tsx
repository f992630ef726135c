import { Button } from '@mantine/core';
import { IconCode, IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Thing } from '../../../shared/contract/thing';
import { METRICS } from '../../../shared/domain/metrics';
import { fileName } from '../../state/exports';
import { setLeadFilter } from '../../state/filters';
import type { Panel } from '../../state/panel';
import { useOwnTable } from '../../state/tables';
import { constantColumns, narrowed } from '../../ui/grid/grid-query';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import { GridPanel } from '../grid/grid-panel';
import classes from './drill-panel.module.css';
import { PanelFigures } from './panel-figures';
import { PanelThing } from '../notes/panel-thing';
import { QuerySql } from './query-sql';

interface DrillPanelProps {
  readonly panel: Extract<Panel, { kind: 'rows' }>;
  readonly frame: PanelFrame;
}

/** The number that the panel shows the rows of, as notes name it. */
const ofPanel = ({ title, subtitle, query }: DrillPanelProps['panel']): Thing => ({
  kind: 'rows',
  title,
  basis: subtitle,
  query,
});

/** The rows behind a number, with its definition, their SQL on demand and an export of exactly those rows. */
export function DrillPanel({ panel, frame }: DrillPanelProps) {
  const view = useOwnTable(constantColumns(panel.query));
  const [withSql, setWithSql] = useState(false);
  const metric = panel.metricId === null ? null : METRICS[panel.metricId];
  const { narrow } = panel;
  return (
    <SidePanel
      {...frame}
      title={panel.title}
      subtitle={panel.subtitle}
      actions={<PanelThing of={ofPanel(panel)} title={panel.title} />}
    >
      {metric && (
        <p className={classes.definition}>
          <strong>{metric.name}.</strong> {metric.definition}
        </p>
      )}
      <div className={classes.tools}>
        {narrow && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconFilter size={14} aria-hidden="true" />}
            onClick={() => setLeadFilter(narrow)}
          >
            Only these on the screen
          </Button>
        )}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconCode size={14} aria-hidden="true" />}
          aria-expanded={withSql}
          onClick={() => setWithSql(!withSql)}
        >
          {withSql ? 'Hide SQL' : 'SQL'}
        </Button>
      </div>
      {withSql && <QuerySql query={narrowed(panel.query, view.state)} />}
      {panel.figures && panel.figures.length > 0 && (
        <PanelFigures query={panel.query} figures={panel.figures} />
      )}
      <GridPanel
        query={panel.query}
        view={view}
        label={panel.title}
        saveAs={fileName(panel.title)}
        empty="No rows."
      />
    </SidePanel>
  );
}
