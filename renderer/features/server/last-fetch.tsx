import { formatCountOf, formatMoment } from '../../../shared/charts/format';
import type { ServerNow } from '../../../shared/contract/server-files';
import { CardTitle } from '../../ui/card-title';
import classes from './server-panel.module.css';

/** Names that are shown at once. */
const SHOWN = 100;

/** When files came last, and which. */
export function LastFetch({ last }: { readonly last: NonNullable<ServerNow['last']> }) {
  const { place, fetchedAt, came, gone, refused, waiting } = last;
  const troubles = [
    ...(waiting > 0 ? [`to come later: ${formatCountOf(waiting, 'file')}`] : []),
    ...(refused > 0 ? [`not to be fetched: ${formatCountOf(refused, 'file')}`] : []),
    ...(gone > 0 ? [`gone there and kept here: ${formatCountOf(gone, 'file')}`] : []),
  ];
  return (
    <section className={classes.last}>
      <CardTitle
        title="Last fetch"
        subtitle={fetchedAt === null ? 'It did not end.' : formatMoment(fetchedAt)}
      />
      <p>
        <code>{place}</code>
      </p>
      {troubles.length > 0 && <p>Of the files there: {troubles.join('; ')}. Findings name them.</p>}
      {came.length > 0 && (
        <>
          <p>What came last:</p>
          <ul className={classes.files}>
            {came.slice(0, SHOWN).map((path) => (
              <li key={path}>{path}</li>
            ))}
          </ul>
          {came.length > SHOWN && <p>and {formatCountOf(came.length - SHOWN, 'more file')}</p>}
        </>
      )}
    </section>
  );
}
