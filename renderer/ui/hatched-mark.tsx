import classes from './hatched-mark.module.css';

/** What to know to take a number for what it is, in words under it. */
export function HatchedMark({ words }: { readonly words: string }) {
  return (
    <span className={classes.mark}>
      <span className={classes.hatch} aria-hidden="true" />
      {words}
    </span>
  );
}

/** The same beside a number of a table, which has no room for words: they are its tooltip, and read aloud. */
export function HatchedSign({ words }: { readonly words: string }) {
  return (
    <span
      className={`${classes.hatch ?? ''} ${classes.beside ?? ''}`}
      role="img"
      aria-label={words}
      title={words}
    />
  );
}
