import { lazy, type ComponentType } from 'react';
import type { Screen } from '../../state/navigation';
import { HomeView } from '../home/home-view';

/**
 * The screens. Each comes with its own part of the program when it is first shown: grids and charts would keep the
 * window from showing anything at all. Home is what most people see first.
 */
export const SCREEN_VIEWS: Readonly<Record<Screen, ComponentType>> = {
  home: HomeView,
  sources: lazy(async () => ({ default: (await import('../sources/sources-view')).SourcesView })),
  findings: lazy(async () => ({ default: (await import('../findings/findings-view')).FindingsView })),
  matches: lazy(async () => ({ default: (await import('../matches/matches-view')).MatchesView })),
  review: lazy(async () => ({ default: (await import('../review/review-view')).ReviewView })),
  funnel: lazy(async () => ({ default: (await import('../funnel/funnel-view')).FunnelView })),
  revenue: lazy(async () => ({ default: (await import('../revenue/revenue-view')).RevenueView })),
  explore: lazy(async () => ({ default: (await import('../explore/explore-view')).ExploreView })),
  report: lazy(async () => ({ default: (await import('../report/report-view')).ReportView })),
  preferences: lazy(async () => ({
    default: (await import('../preferences/preferences-view')).PreferencesView,
  })),
};
