import { closePanel, usePanel, resizePanel, PANEL_WIDTH } from '../../state/panel';
import { DrillPanel } from '../drill/drill-panel';
import { DispositionsPanel } from '../funnel/dispositions-panel';
import { FilePanel } from '../sources/file-panel';

/** Whatever the panel at the right shows. */
export function PanelHost() {
  const { panel, width } = usePanel();
  if (!panel) return null;
  const frame = { width, limits: PANEL_WIDTH, onResize: resizePanel, onClose: closePanel };
  switch (panel.kind) {
    case 'rows':
      return <DrillPanel key={JSON.stringify(panel.query)} panel={panel} frame={frame} />;
    case 'file':
      return <FilePanel key={panel.file} file={panel.file} frame={frame} />;
    case 'dispositions':
      return <DispositionsPanel frame={frame} />;
  }
}
