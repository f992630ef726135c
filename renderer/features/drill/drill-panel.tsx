import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { METRICS } from '../../../shared/domain/metrics';
import { fetchPage } from '../../state/answers';
import { fileName } from '../../state/exports';
import type { Panel } from '../../state/panel';
import { DataGrid } from '../../ui/data-grid';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import { saveCsv } from '../saving';
import classes from './drill-panel.module.css';

interface DrillPanelProps {
  readonly panel: Extract<Panel, { kind: 'rows' }>;
  readonly frame: PanelFrame;
}

/** The rows behind a number, with its definition and an export of exactly those rows. */
export function DrillPanel({ panel, frame }: DrillPanelProps) {
  const [query, setQuery] = useState(panel.query);
  const metric = panel.metricId === null ? null : METRICS[panel.metricId];
  return (
    <SidePanel
      {...frame}
      title={panel.title}
      subtitle={panel.subtitle}
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          onClick={() => void saveCsv(query, fileName(panel.title))}
        >
          CSV
        </Button>
      }
    >
      {metric && (
        <p className={classes.definition}>
          <strong>{metric.name}.</strong> {metric.definition}
        </p>
      )}
      <DataGrid
        query={panel.query}
        fetchPage={fetchPage}
        label={panel.title}
        height="fill"
        onQuery={setQuery}
      />
    </SidePanel>
  );
}
