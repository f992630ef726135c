import { useEffect, useRef, type ReactNode } from 'react';
import { thingKey, type Thing } from '../../../shared/contract/thing';
import { useWanted } from '../../state/things';
import classes from './thing.module.css';
import { ThingMenu } from './thing-menu';

interface ThingFrameProps {
  readonly of: Thing;
  readonly title: string;
  /** Puts the menu into the corner, over what is framed: for tiles, which have no room for one. */
  readonly withMenu?: boolean;
  readonly children: ReactNode;
}

/** Says of a part of a screen what it is: keys act on it, and links from notes and from the board lead to it. */
export function ThingFrame({ of, title, withMenu = false, children }: ThingFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const key = thingKey(of);
  const isWanted = useWanted((wanted) => wanted.key === key);
  useEffect(() => {
    if (!isWanted || !frame.current) return;
    frame.current.scrollIntoView({ block: 'center' });
    frame.current.focus({ preventScroll: true });
    useWanted.setState({ key: null });
  }, [isWanted]);
  return (
    <div
      ref={frame}
      className={withMenu ? classes.tile : classes.frame}
      tabIndex={-1}
      data-thing={key}
      data-title={title}
    >
      {children}
      {withMenu && (
        <div className={classes.corner}>
          <ThingMenu of={of} title={title} />
        </div>
      )}
    </div>
  );
}
