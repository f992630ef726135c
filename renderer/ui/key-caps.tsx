import { Fragment } from 'react';
import { keyCaps } from '../../shared/domain/shortcuts';
import classes from './key-caps.module.css';

const isMac = navigator.userAgent.includes('Mac');

/** The keys of one notation, `mod+k` or `g f`, as they stand on the keyboard. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  return (
    <span className={classes.keys}>
      {keyCaps(keys, isMac).map((step, index) => (
        <Fragment key={index}>
          {index > 0 && <span className={classes.word}>then</span>}
          {step.map((cap) => (
            <kbd key={cap} className={classes.cap}>
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
