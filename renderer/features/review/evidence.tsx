import type { ReactNode } from 'react';
import classes from './evidence.module.css';

/** The centre of the screen, which scrolls: what a judgement of one item rests on. */
export function Evidence({ children }: { readonly children: ReactNode }) {
  return <div className={classes.evidence}>{children}</div>;
}
