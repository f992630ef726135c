import { formatCount } from '../../../shared/charts/format';
import { LINK_SETTINGS, MOVING_COUNTS, type LinkSetting } from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import type { Headline } from './headline';

const SHOWN = MOVING_COUNTS.filter((count) => METRICS[count].headline);
/** The one by weight first, then from the widest on. */
const LINKS = LINK_SETTINGS.toReversed();

const columns = (headline: Headline): readonly NumberColumn<LinkSetting>[] => [
  { label: 'ever', cell: (links) => links },
  ...SHOWN.map((count): NumberColumn<LinkSetting> => ({
    label: METRICS[count].name,
    cell: (links) => formatCount(headline[links][count]),
  })),
];

/** The counts of *ever* as they stand with every decision up to now; they move as one decides. */
export const HeadlineTable = ({ headline }: { readonly headline: Headline }) => (
  <NumberTable
    columns={columns(headline)}
    rows={LINKS}
    rowKey={(links) => links}
    caption="Counts of ever, with every decision up to now"
    isDense
  />
);
