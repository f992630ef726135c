import { useDocumentTitle } from '@mantine/hooks';
import { Suspense, useRef } from 'react';
import { showHelp } from '../../state/help';
import { useNavigation } from '../../state/navigation';
import { usePreferences } from '../../state/preferences';
import { useProjectName } from '../../state/project';
import { PageHelp } from '../../ui/page-help';
import { NoteShortcuts } from '../notes/note-shortcuts';
import { Tour } from '../tour/tour';
import classes from './frame.module.css';
import { FrameShortcuts } from './frame-shortcuts';
import { useHeldScreen } from './held-screen';
import { Mishap } from './mishap';
import { NoticeStack } from './notice-stack';
import { Notices } from './notices';
import { Overlays } from './overlays';
import { PanelHost } from './panel-host';
import { Rail } from './rail';
import { SCREEN_VIEWS } from './screen-views';
import { screenName } from './screens';
import { TopBar } from './top-bar';

/** Rail, top bar, the screen, and the panel at the right. */
export function Frame() {
  const wanted = useNavigation((place) => place.screen);
  const project = useProjectName();
  const locale = usePreferences((p) => p.locale);
  const screen = project !== null || wanted === 'preferences' ? wanted : 'home';
  useDocumentTitle([screenName(screen), project, 'Leadlens'].filter((part) => part !== null).join(' · '));
  const content = useRef<HTMLElement>(null);
  useHeldScreen(content, `${screen} ${locale}`);
  const ScreenView = SCREEN_VIEWS[screen];
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content" onClick={skipToContent}>
        Skip to the content
      </a>
      <Rail screen={screen} />
      <div className={classes.right}>
        <TopBar />
        {/* Numbers are written while drawing: another locale draws all of them anew. */}
        <div className={classes.body} key={locale}>
          <main
            ref={content}
            id="content"
            className={classes.main}
            tabIndex={-1}
            key={screen}
            data-tour="content"
          >
            <div className={classes.sheet}>
              <Notices />
              <Mishap>
                <Suspense fallback={<div aria-busy="true" aria-label="Opening the screen" role="status" />}>
                  <PageHelp value={openHelp}>
                    <ScreenView />
                  </PageHelp>
                </Suspense>
              </Mishap>
            </div>
          </main>
          <Mishap>
            <Suspense fallback={null}>
              <PanelHost />
            </Suspense>
          </Mishap>
        </div>
      </div>
      <Overlays />
      <Tour />
      <NoticeStack />
      <FrameShortcuts />
      <NoteShortcuts />
    </div>
  );
}

const openHelp = (): void => showHelp();

function skipToContent(event: React.MouseEvent): void {
  // The address carries the screen: it must not become the anchor.
  event.preventDefault();
  document.getElementById('content')?.focus();
}
