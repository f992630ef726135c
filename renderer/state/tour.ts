import { create } from 'zustand';
import { goTo, type Screen } from './navigation';
import { changePreferences, usePreferences } from './preferences';
import { useSession } from './session';

export interface TourStep {
  readonly screen: Screen;
  readonly title: string;
  readonly text: string;
  /** Name of what the step points at (`data-tour`). */
  readonly target: string;
}

/** At most six, in the order of the work. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    screen: 'sources',
    target: 'sources',
    title: 'What was read',
    text: 'Every file with the source it was taken for and how its columns were mapped. Records read are accounted for: kept, left out, rejected.',
  },
  {
    screen: 'findings',
    target: 'findings',
    title: 'What to know first',
    text: 'Problems of the data that bend the numbers, each with its evidence. Some offer a repair: both numbers are shown before you take it.',
  },
  {
    screen: 'matches',
    target: 'matches',
    title: 'How records were linked',
    text: 'CRM records and delivered leads share a hashed e-mail or phone. Where the keys agree the link is clear; the rest waits for a person.',
  },
  {
    screen: 'funnel',
    target: 'funnel',
    title: 'The answer',
    text: 'Delivered leads that became an appointment, a demo, a sale, each lead counted once, with the interval that chance leaves.',
  },
  {
    screen: 'funnel',
    target: 'content',
    title: 'Every number opens',
    text: 'Click a tile, a bar or a cell: the rows behind it open at the right, with the definition of the number. Hover for the definition alone.',
  },
  {
    screen: 'funnel',
    target: 'palette',
    title: 'Find anything',
    text: 'Leads, people, campaigns, screens, findings and tables by typing. Press ? for all shortcuts. Now open a folder of your own, or look around here.',
  },
];

/** The step that is shown, counted from 0; null: no tour. */
export const useTour = create<{ readonly step: number | null }>(() => ({ step: null }));

export function goToStep(step: number): void {
  const next = TOUR_STEPS[step];
  if (!next) return;
  useTour.setState({ step });
  goTo(next.screen);
}

export const startTour = (): void => goToStep(0);

/** Finished or skipped: either way it does not come again by itself. */
export function endTour(): void {
  useTour.setState({ step: null });
  void changePreferences({ tourDone: true });
}

/** Starts the tour after the first run on the sample, for who has not seen it; ends it with another folder. */
export function offerTour(): void {
  useSession.subscribe((now, before) => {
    if (now.grant !== before.grant) useTour.setState({ step: null });
    const { loaded, tourDone } = usePreferences.getState();
    if (now.sample && now.runId === 1 && before.runId === 0 && loaded && !tourDone) startTour();
  });
}
