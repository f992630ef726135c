import type { ComponentType } from 'react';
import type { Screen } from '../../state/navigation';
import { lazyPart } from '../../ui/lazy-part';
import { HomeView } from '../home/home-view';

/**
 * The screens. Each comes with its own part of the program when it is first shown: grids and charts would keep the
 * window from showing anything at all. Home is what most people see first.
 */
export const SCREEN_VIEWS: Readonly<Record<Screen, ComponentType>> = {
  home: HomeView,
  board: lazyPart(async () => (await import('../board/board-view')).BoardView),
  sources: lazyPart(async () => (await import('../sources/sources-view')).SourcesView),
  findings: lazyPart(async () => (await import('../findings/findings-view')).FindingsView),
  matches: lazyPart(async () => (await import('../matches/matches-view')).MatchesView),
  review: lazyPart(async () => (await import('../review/review-view')).ReviewView),
  funnel: lazyPart(async () => (await import('../funnel/funnel-view')).FunnelView),
  revenue: lazyPart(async () => (await import('../revenue/revenue-view')).RevenueView),
  explore: lazyPart(async () => (await import('../explore/explore-view')).ExploreView),
  report: lazyPart(async () => (await import('../report/report-view')).ReportView),
  preferences: lazyPart(async () => (await import('../preferences/preferences-view')).PreferencesView),
};
