import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCount, formatIsoDay, formatShare } from '../../../shared/charts/format';
import { TIER_WORDS } from '../../../shared/domain/words/lead-words';
import type { LinkItem, LinkItemDetail, ReviewIdentity } from '../../../shared/contract/review';
import { HashCell } from '../../ui/hash-cell';
import { Table, type TableColumn } from '../../ui/table';
import { NoKey } from './no-key';
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

/** A delivered lead that the identity may be linked to. */
interface Candidate {
  readonly uuid: string;
  /** Null until its record was read. */
  readonly lead: Lead | null;
  readonly agreement: { readonly email: boolean; readonly phone: boolean };
  readonly probability: number | null;
  readonly letter: string | null;
}

/** A line of both sides: of a key, which agrees or does not, or of something else. */
interface Field {
  readonly name: string;
  readonly crm: ReactNode;
  readonly key?: 'email' | 'phone';
  readonly of: (candidate: Candidate) => ReactNode;
}

const key = (
  name: string,
  kind: 'email' | 'phone',
  crm: string | null,
  /** As it is compared; null until that is known. */
  compared: string | null,
): Field => ({
  name,
  key: kind,
  crm:
    crm === null ? (
      '–'
    ) : (
      <span className={classes.keyCell}>
        <HashCell value={crm} />
        {compared !== null && <NoKey value={compared} name={name.toLowerCase()} />}
      </span>
    ),
  of: ({ lead, agreement }) => (
    <KeyCell
      // What agrees is known before the details are there.
      value={(kind === 'email' ? lead?.emailKey : lead?.phoneKey) ?? (agreement[kind] ? crm : null)}
      agrees={agreement[kind]}
      isKnown={lead !== null}
    />
  ),
});

const field = (name: string, crm: string, of: (lead: Lead) => string): Field => ({
  name,
  crm,
  of: ({ lead }) => lead && of(lead),
});

/** The CRM lead and its candidates side by side, one row per key, so that what agrees and differs is on one line. */
export function Sides({ item, about, detail, own, hidesScores }: SidesProps) {
  const { subject } = about;
  const candidates = about.leads.map((place, i): Candidate => {
    const uuid = item.leads[place] ?? '';
    return {
      uuid,
      lead: detail?.leads[place] ?? null,
      agreement: about.agreeing[i] ?? { email: false, phone: false },
      probability: own?.links.find((link) => link.leadUuid === uuid)?.probability ?? null,
      letter: about.leads.length > 1 ? letterOf(i) : null,
    };
  });
  const entered = own?.history.find((entry) => entry.entryOn !== null)?.entryOn ?? null;
  const fields = [
    key('E-mail', 'email', subject.emailKey, own?.keys.email ?? null),
    key('Phone', 'phone', subject.phoneKey, own?.keys.phone ?? null),
    field('Day', entered === null ? '' : `entered ${formatIsoDay(entered)}`, (lead) =>
      lead.deliveredOn === null ? '–' : `delivered ${formatIsoDay(lead.deliveredOn)}`,
    ),
    field(
      'From',
      '',
      (lead) => [lead.vendor, lead.campaignId, lead.price].filter(Boolean).join(' · ') || '–',
    ),
    field('Record', '', (lead) => `${lead.file}, ${formatCount(lead.record)}`),
  ];
  const columns: readonly TableColumn<Field>[] = [
    { head: '', cell: ({ name }) => name },
    { head: <SubjectHead about={about} />, cell: ({ crm }) => crm },
    ...candidates.map((candidate): TableColumn<Field> => ({
      head: <CandidateHead candidate={candidate} hidesScores={hidesScores} />,
      tone: ({ key: kind }) => kind && (candidate.agreement[kind] ? 'good' : 'quiet'),
      cell: ({ of }) => of(candidate),
    })),
  ];
  return (
    <div className={classes.sidesBox}>
      <Table
        className={classes.sides}
        columns={columns}
        rows={fields}
        rowKey={({ name }) => name}
        caption="The sides of the link"
      />
    </div>
  );
}

const SubjectHead = ({ about: { subject, tier } }: Pick<SidesProps, 'about'>) => (
  <>
    <span className={classes.sideTitle}>
      CRM lead <strong>{subject.leadNumber ?? '–'}</strong>
    </span>
    <span className={classes.tier} title={TIER_WORDS[tier].meaning}>
      {TIER_WORDS[tier].name}
    </span>
  </>
);

interface CandidateHeadProps {
  readonly candidate: Candidate;
  readonly hidesScores: boolean;
}

const CandidateHead = ({ candidate: { uuid, letter, probability }, hidesScores }: CandidateHeadProps) => (
  <>
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
  </>
);

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
    <span className={classes.keyCell}>
      {value === null ? '–' : <HashCell value={value} />}
      {(agrees || isKnown) && (
        <span className={classes.mark}>
          <Icon size={13} aria-hidden="true" />
          {mark}
        </span>
      )}
    </span>
  );
}
