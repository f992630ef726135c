import { FocusTrap } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './focus-kept.module.css';

/**
 * Keeps Tab in its only child, which must carry `data-autofocus` and can have the focus itself: it gets it when it comes.
 * The frame takes no room; it is what the trap looks through, for it puts the focus on something in it.
 */
export const FocusKept = ({ children }: { readonly children: ReactNode }) => (
  <FocusTrap>
    <div className={classes.frame}>{children}</div>
  </FocusTrap>
);
