import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCount, formatIsoDay, formatShare } from '../../../shared/charts/format';
import { TIER_WORDS } from '../../../shared/domain/words/lead-words';
import type { LinkItem, LinkItemDetail, ReviewIdentity } from '../../../shared/contract/review';
import { HashCell } from '../../ui/hash-cell';
import classes from './sides.module.css';
import { letterOf } from './words';

interface SidesProps {
  readonly item: LinkItem;
  readonly about: ReviewIdentity;
  readonly detail: LinkItemDetail | null;
  readonly own: LinkItemDetail['identities'][number] | null;
  readonly hidesScores: boolean;
}

type Lead = LinkItemDetail['leads'][number];

/** The CRM lead and its candidates side by side, one row per key, so that what agrees and differs is on one line. */
export function Sides({ item, about, detail, own, hidesScores }: SidesProps) {
  const { subject } = about;
  const candidates = about.leads.map((place, i) => {
    const uuid = item.leads[place] ?? '';
    return {
      uuid,
      lead: detail?.leads[place] ?? null,
      agreement: about.agreeing[i] ?? { email: false, phone: false },
      probability: own?.links.find((link) => link.leadUuid === uuid)?.probability ?? null,
      letter: about.leads.length > 1 ? letterOf(i) : null,
    };
  });
  const row = (name: string, crm: ReactNode, of: (lead: Lead) => ReactNode): ReactNode => (
    <tr>
      <th scope="row">{name}</th>
      <td>{crm}</td>
      {candidates.map(({ uuid, lead }) => (
        <td key={uuid}>{lead && of(lead)}</td>
      ))}
    </tr>
  );
  const keyRow = (name: string, key: 'email' | 'phone', crm: string | null): ReactNode => (
    <tr className={classes.keyRow}>
      <th scope="row">{name}</th>
      <td>{crm === null ? '–' : <HashCell value={crm} />}</td>
      {candidates.map(({ uuid, lead, agreement }) => (
        <KeyCell
          key={uuid}
          // What agrees is known before the details are there.
          value={(key === 'email' ? lead?.emailKey : lead?.phoneKey) ?? (agreement[key] ? crm : null)}
          agrees={agreement[key]}
          isKnown={lead !== null}
        />
      ))}
    </tr>
  );
  const entered = own?.history.find((entry) => entry.entryOn !== null)?.entryOn ?? null;
  return (
    <div className={classes.sidesBox}>
      <table className={classes.sides} aria-label="The sides of the link">
        <thead>
          <tr>
            <td />
            <th scope="col">
              <span className={classes.sideTitle}>
                CRM lead <strong>{subject.leadNumber ?? '–'}</strong>
              </span>
              <span className={classes.tier} title={TIER_WORDS[about.tier].meaning}>
                {TIER_WORDS[about.tier].name}
              </span>
            </th>
            {candidates.map(({ uuid, letter, probability }) => (
              <th key={uuid} scope="col">
                <span className={classes.sideTitle}>
                  Delivered lead {letter !== null && <span className={classes.letter}>{letter}</span>}
                  {probability !== null && !hidesScores && (
                    <span className={classes.probability} title="Chance that the link is true">
                      {formatShare(probability)}
                    </span>
                  )}
                </span>
                <span className={classes.tier}>
                  <HashCell value={uuid} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyRow('E-mail', 'email', subject.emailKey)}
          {keyRow('Phone', 'phone', subject.phoneKey)}
          {row('Day', entered === null ? '' : `entered ${formatIsoDay(entered)}`, (lead) =>
            lead.deliveredOn === null ? '–' : `delivered ${formatIsoDay(lead.deliveredOn)}`,
          )}
          {row(
            'From',
            '',
            (lead) => [lead.vendor, lead.campaignId, lead.price].filter(Boolean).join(' · ') || '–',
          )}
          {row('Record', '', (lead) => `${lead.file}, ${formatCount(lead.record)}`)}
        </tbody>
      </table>
    </div>
  );
}

interface KeyCellProps {
  readonly value: string | null;
  readonly agrees: boolean;
  /** Whether the record of the lead was read; until then nobody knows what differs. */
  readonly isKnown: boolean;
}

function KeyCell({ value, agrees, isKnown }: KeyCellProps) {
  const mark = agrees ? 'agrees' : value === null ? 'missing' : 'differs';
  const Icon = agrees ? IconCheck : value === null ? IconMinus : IconX;
  return (
    <td data-agrees={agrees}>
      <span className={classes.keyCell}>
        {value === null ? '–' : <HashCell value={value} />}
        {(agrees || isKnown) && (
          <span className={classes.mark}>
            <Icon size={13} aria-hidden="true" />
            {mark}
          </span>
        )}
      </span>
    </td>
  );
}
