import { closePanel, usePanel, resizePanel, PANEL_WIDTH } from '../../state/panel';
import { DrillPanel } from '../drill/drill-panel';
import { FilePanel } from '../sources/file-panel';

/** Whatever the panel at the right shows. */
export function PanelHost() {
  const { panel, width } = usePanel();
  if (!panel) return null;
  const frame = { width, limits: PANEL_WIDTH, onResize: resizePanel, onClose: closePanel };
  return panel.kind === 'rows' ? (
    <DrillPanel key={JSON.stringify(panel.query)} panel={panel} frame={frame} />
  ) : (
    <FilePanel key={panel.file} file={panel.file} frame={frame} />
  );
}
