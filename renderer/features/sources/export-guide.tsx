import { marked } from 'marked';
import text from '../../../docs/sources.md?raw';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import classes from './export-guide.module.css';

/** The page's own title stands above it already. */
const GUIDE = marked.parse(text.replace(/^# .*\n/, ''), { async: false });

/** For each service where to click to export, which columns matter, and what is read how. */
export function ExportGuide({ frame }: { readonly frame: PanelFrame }) {
  return (
    <SidePanel
      {...frame}
      title="How to export"
      subtitle="for each service: where to click, and what is read how"
    >
      {/* A page of the program itself, put in when it was built: nothing of it comes from a user's file. */}
      <article className={classes.guide} dangerouslySetInnerHTML={{ __html: GUIDE }} />
    </SidePanel>
  );
}
