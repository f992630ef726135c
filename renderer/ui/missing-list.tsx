import { MarkedText } from './marked-text';
import classes from './missing-list.module.css';

/** What is missing and what that costs, as sentences; nothing where nothing is. */
export function MissingList({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className={classes.missing}>
      {sentences.map((sentence) => (
        <li key={sentence}>
          <MarkedText text={sentence} />
        </li>
      ))}
    </ul>
  );
}
