import { useSession } from '../../state/session';
import { useNavigation, type Screen } from '../../state/navigation';
import { ExploreView } from '../explore/explore-view';
import { FindingsView } from '../findings/findings-view';
import { FunnelView } from '../funnel/funnel-view';
import { HomeView } from '../home/home-view';
import { MatchesView } from '../matches/matches-view';
import { ReportView } from '../report/report-view';
import { RevenueView } from '../revenue/revenue-view';
import { ReviewView } from '../review/review-view';
import { SourcesView } from '../sources/sources-view';
import classes from './frame.module.css';
import { Notices } from './notices';
import { Palette } from './palette';
import { PanelHost } from './panel-host';
import { Rail } from './rail';
import { TopBar } from './top-bar';

function ScreenView({ screen }: { readonly screen: Screen }) {
  switch (screen) {
    case 'home':
      return <HomeView />;
    case 'sources':
      return <SourcesView />;
    case 'findings':
      return <FindingsView />;
    case 'matches':
      return <MatchesView />;
    case 'review':
      return <ReviewView />;
    case 'funnel':
      return <FunnelView />;
    case 'revenue':
      return <RevenueView />;
    case 'explore':
      return <ExploreView />;
    case 'report':
      return <ReportView />;
  }
}

/** Rail, top bar, the screen, and the panel at the right. */
export function Frame() {
  const wanted = useNavigation((place) => place.screen);
  const open = useSession((s) => s.grant !== null);
  const screen = open ? wanted : 'home';
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content" onClick={skipToContent}>
        Skip to the content
      </a>
      <Rail screen={screen} />
      <div className={classes.right}>
        <TopBar />
        <div className={classes.body}>
          <main id="content" className={classes.main} tabIndex={-1} key={screen}>
            <Notices />
            <ScreenView screen={screen} />
          </main>
          <PanelHost />
        </div>
      </div>
      <Palette />
    </div>
  );
}

function skipToContent(event: React.MouseEvent): void {
  // The address carries the screen: it must not become the anchor.
  event.preventDefault();
  document.getElementById('content')?.focus();
}
