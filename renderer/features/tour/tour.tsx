import { Button, CloseButton } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { endTour, goToStep, TOUR_STEPS, useTour } from '../../state/tour';
import { FocusKept } from '../../ui/focus-kept';
import { useFocusBack } from '../../ui/panel-focus';
import classes from './tour.module.css';

/** What a step points at: a frame around it, and the card beside it; null while it is not on the screen. */
interface Spot {
  readonly frame: CSSProperties;
  readonly card: CSSProperties;
}

const CARD = { width: 340, height: 190 };
const GAP = 14;

function spotOf(target: string): Spot | null {
  const box = document.querySelector(`[data-tour="${target}"]`)?.getBoundingClientRect();
  if (!box || box.width === 0) return null;
  const frame = { top: box.top - 3, left: box.left - 3, width: box.width + 6, height: box.height + 6 };
  // Beside a narrow thing, below one at the top, else in the corner of what is large.
  if (box.right + GAP + CARD.width < window.innerWidth) {
    return {
      frame,
      card: {
        top: Math.min(box.top, window.innerHeight - CARD.height - GAP),
        left: box.right + GAP,
      },
    };
  }
  if (box.height < 80) {
    return { frame, card: { top: box.bottom + GAP, right: Math.max(GAP, window.innerWidth - box.right) } };
  }
  return { frame, card: { bottom: GAP * 2, right: GAP * 2 } };
}

/** A short way through the screens; Tab stays in it, Escape ends it, and the focus goes back to where it was. */
export function Tour() {
  const step = useTour((s) => s.step);
  return step === null ? null : <TourCard step={step} />;
}

function TourCard({ step }: { readonly step: number }) {
  const current = TOUR_STEPS[step];
  const target = current?.target ?? '';
  const [spot, setSpot] = useState<Spot | null>(null);
  const card = useRef<HTMLDivElement>(null);
  const ids = { title: useId(), text: useId() };

  useLayoutEffect(() => {
    const place = (): void => setSpot(spotOf(target));
    place();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, [target]);

  useFocusBack();

  // Each step is read out anew.
  useEffect(() => card.current?.focus({ preventScroll: true }), [step]);

  if (!current) return null;
  const last = step === TOUR_STEPS.length - 1;
  return (
    <>
      {spot && <div className={classes.frame} style={spot.frame} aria-hidden="true" />}
      <FocusKept>
        <div
          ref={card}
          data-autofocus
          role="dialog"
          aria-labelledby={ids.title}
          aria-describedby={ids.text}
          tabIndex={-1}
          className={classes.card}
          style={{ width: CARD.width, ...(spot?.card ?? { bottom: GAP * 2, right: GAP * 2 }) }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            endTour();
          }}
        >
          <div className={classes.head}>
            <h2 id={ids.title} className={classes.title}>
              {current.title}
            </h2>
            <CloseButton size="sm" aria-label="End the tour" onClick={endTour} />
          </div>
          <p id={ids.text} className={classes.text}>
            {current.text}
          </p>
          <div className={classes.foot}>
            <span className={classes.count}>
              {step + 1} of {TOUR_STEPS.length}
            </span>
            {!last && (
              <Button variant="subtle" color="gray" onClick={endTour}>
                Skip
              </Button>
            )}
            {step > 0 && (
              <Button variant="default" onClick={() => goToStep(step - 1)}>
                Back
              </Button>
            )}
            <Button onClick={() => (last ? endTour() : goToStep(step + 1))}>{last ? 'Done' : 'Next'}</Button>
          </div>
        </div>
      </FocusKept>
    </>
  );
}
