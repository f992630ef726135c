import { closePanel, usePanel, resizePanel, PANEL_WIDTH } from '../../state/panel';
import { lazyPart } from '../../ui/lazy-part';

const DrillPanel = lazyPart(async () => (await import('../drill/drill-panel')).DrillPanel);
const FilePanel = lazyPart(async () => (await import('../sources/file-panel')).FilePanel);
const DispositionsPanel = lazyPart(
  async () => (await import('../funnel/dispositions-panel')).DispositionsPanel,
);

const NotesPanel = lazyPart(async () => (await import('../notes/notes-panel')).NotesPanel);
const SubjectPanel = lazyPart(async () => (await import('../subject/subject-panel')).SubjectPanel);

const ExportGuide = lazyPart(async () => (await import('../sources/export-guide')).ExportGuide);

const ServerPanel = lazyPart(async () => (await import('../server/server-panel')).ServerPanel);

const ChangesPanel = lazyPart(async () => (await import('../history/changes-panel')).ChangesPanel);

const TimingPanel = lazyPart(async () => (await import('../history/timing-panel')).TimingPanel);

const AboutPanel = lazyPart(async () => (await import('../about/about-panel')).AboutPanel);

const HelpPanel = lazyPart(async () => (await import('../help/help-panel')).HelpPanel);

/** Whatever the panel at the right shows. */
export function PanelHost() {
  const { panel, width } = usePanel();
  if (!panel) return null;
  const frame = { width, limits: PANEL_WIDTH, onResize: resizePanel, onClose: closePanel };
  switch (panel.kind) {
    case 'rows':
      return <DrillPanel key={JSON.stringify(panel.query)} panel={panel} frame={frame} />;
    case 'subject':
      return <SubjectPanel key={JSON.stringify(panel.subject)} subject={panel.subject} frame={frame} />;
    case 'file':
      return <FilePanel key={panel.file} file={panel.file} frame={frame} />;
    case 'notes':
      return <NotesPanel key={JSON.stringify(panel.on)} on={panel.on} frame={frame} />;
    case 'dispositions':
      return <DispositionsPanel frame={frame} />;
    case 'changes':
      return <ChangesPanel frame={frame} />;
    case 'timing':
      return <TimingPanel frame={frame} />;
    case 'about':
      return <AboutPanel frame={frame} />;
    case 'export-guide':
      return <ExportGuide frame={frame} />;
    case 'server':
      return <ServerPanel frame={frame} />;
    case 'help':
      return (
        <HelpPanel
          key={`${panel.topic} ${panel.search}`}
          topic={panel.topic}
          search={panel.search}
          frame={frame}
        />
      );
  }
}
