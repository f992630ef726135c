import type { FieldMapping, SourceCandidate } from '../../contract/sources';
import { kindOf, SOURCE_IDS, type SourceId } from '../../domain/source';
import type { SniffedFile } from '../discover/sniffed-file';
import { statedPeriod } from '../../domain/stated-range';
import { chooseColumns, type FileChoice } from './choose-columns';
import { mapColumns, type Column, type MappedColumn } from './map-columns';
import { withoutCurrency } from '../../domain/currency';
import { aggregatedReason } from './aggregated-report';
import { headerKey } from './header-key';
import { layOut } from './layout';
import { isCertainToken, isNamed, saysLeadTool } from './named-service';
import type { Profile } from './profile-schema';
import { unusedTable } from './unused-table';
import type { UnusedTable } from './unused-tables';

export interface Classification {
  /** Sources by score, best first. */
  readonly candidates: readonly SourceCandidate[];
  /** Null: nothing fits, several fit alike, or the user left the file out. */
  readonly source: SourceId | null;
  readonly chosenBy: 'profile' | 'user' | null;
  /** The name of the layout that its header shows; null where it is none in particular. */
  readonly layout: string | null;
  /** Whether the user said in what its amounts are written. */
  readonly isUnitChosen: boolean;
  /** All fields of the source; empty without one. */
  readonly mapping: readonly FieldMapping[];
  /** Required fields without a column; alternatives joined with " or ". */
  readonly missingRequired: readonly string[];
  /** Why no source was chosen; null where one was. */
  readonly undecided: string | null;
  /** Whether several sources fit alike, so that the columns alone do not tell which one it is. */
  readonly isAlike: boolean;
}

/** Headers that any table may have: they say nothing about the source. Compared by `headerKey`. */
const COMMON_HEADERS: ReadonlySet<string> = new Set(
  [
    'id date day time timestamp ts datetime created created_at created_on created_date status state city zip',
    'zipcode postal_code location place region province country name type event action source email e-mail mail',
    'email_address phone phone_number telephone mobile tel user user_id userid customer customer_id amount total',
    'value price cost revenue currency campaign campaign_id number result outcome record_id set job market stage',
    'dia jour tag datum data fecha annonce anuncio ad account conta konto compte cuenta start_date end_date',
  ]
    .join(' ')
    .split(' ')
    .map(headerKey),
);

/** Columns that a writer of files adds on its own. */
const isArtefact = (header: string): boolean =>
  /^(?:__index_level_\d+__|Unnamed: \d+|column_\d+)$/.test(header);

const HOLDS_NOTHING = 'It holds no people with their campaign, no events and no revenue, so it is not used.';

const NEEDED_SCORE = 0.5;
const SURE_SCORE = 0.97;
/** Candidates closer than this are alike. */
const TIE = 0.004;
/** What a further group of telling headers is worth: just more than a tie, so that the more telling sibling is it. */
const MORE_QUIRKS = 0.005;
/** What the service's name in the file's name is worth; more where the headers could be anybody's. */
const NAMED = 0.02;
const SURELY_NAMED = 0.05;
const SHOWN_CANDIDATES = 5;
const WORTH_SHOWING = 0.15;

interface Judged {
  readonly profile: Profile;
  readonly layout: string | null;
  readonly mapped: readonly MappedColumn[];
  readonly missing: readonly string[];
  readonly candidate: SourceCandidate;
  readonly isAcceptable: boolean;
}

function missingOf(profile: Profile, mappedFields: ReadonlySet<string>): string[] {
  const single = profile.fields.filter((f) => f.required && !mappedFields.has(f.field)).map((f) => f.field);
  const groups = profile.oneOf.filter((group) => !group.some((field) => mappedFields.has(field)));
  return [...single, ...groups.map((group) => group.join(' or '))];
}

/** The fields that have a column, or that the file states for all its records. */
function withStated(
  profile: Profile,
  file: SniffedFile,
  mappedFields: ReadonlySet<string>,
): ReadonlySet<string> {
  if (profile.statedByFile.length === 0 || statedPeriod(file.entry.path, file.preamble.range) === null)
    return mappedFields;
  return new Set([...mappedFields, ...profile.statedByFile]);
}

/** A header as quirks are compared: by its very words, since siblings differ in little else. */
const quirkKey = (header: string): string => withoutCurrency(header).toLowerCase();

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

function judge(known: Profile, file: SniffedFile, columns: readonly Column[]): Judged {
  const { profile, layout, by, decides } = layOut(known, columns);
  const mapped = mapColumns(profile, columns);
  const speaking = mapped.filter((m) => !m.field.aside);
  const fields = new Set(speaking.map((m) => m.field.field));
  const missing = missingOf(profile, withStated(profile, file, fields));
  const demands = profile.fields.filter((f) => f.required).length + profile.oneOf.length;
  const optional = profile.fields.filter((f) => !f.required && !f.spare && !f.aside);
  const telling = columns.filter((column) => !isArtefact(column.header));
  const shapes = speaking.flatMap((m) => (m.shape === null ? [] : [m.shape]));
  const meanShape = shapes.length === 0 ? 0.5 : shapes.reduce((sum, s) => sum + s, 0) / shapes.length;
  const headers = new Set(columns.map((column) => quirkKey(column.header)));
  const quirks = profile.quirks.headers.filter((all) => all.every((header) => headers.has(quirkKey(header))));
  const [quirk] = quirks;
  const title = profile.quirks.titles.find((start) =>
    file.preamble.lines.some((line) => line.toLowerCase().startsWith(start)),
  );
  const named = profile.quirks.nameTokens.find((token) => isNamed(file.entry.path, token));
  const isComplete = missing.length === 0;
  const distinctive = speaking.filter((m) => !COMMON_HEADERS.has(headerKey(m.header))).length;

  const base =
    speaking.length === 0
      ? 0
      : 0.45 * share(demands - missing.length, demands) +
        0.12 * share(optional.filter((f) => fields.has(f.field)).length, optional.length) +
        0.3 * share(speaking.length, telling.length) +
        0.13 * meanShape;
  // Sources with siblings of the same layout keep room for what tells them apart.
  const hasSiblings = profile.quirks.headers.length > 0;
  const score =
    base === 0 || !hasSiblings
      ? base
      : Math.min(
          1,
          0.9 * base +
            (quirk === undefined && title === undefined ? 0 : 0.08) +
            MORE_QUIRKS * Math.min(2, Math.max(0, quirks.length - 1)) +
            (named === undefined ? 0 : isCertainToken(named) && quirk === undefined ? SURELY_NAMED : NAMED),
        );

  // Headers that only one table in the world has say more than any count of known columns.
  const sure = decides && isComplete ? Math.max(score, SURE_SCORE) : score;

  const reasons = [
    `${String(mapped.length)} of ${String(telling.length)} columns are known${
      mapped.length === 0 ? '' : `: ${mapped.map((m) => `${m.header} → ${m.field.label}`).join(', ')}`
    }.`,
    isComplete ? 'All required columns are there.' : `No column was found for ${missing.join(', ')}.`,
    ...(shapes.length === 0
      ? []
      : [`${String(Math.round(meanShape * 100))} % of the sampled values look as they should.`]),
    ...(quirk === undefined
      ? []
      : [`${quirk.join(' and ')} in the header: ${profile.title} exports have that.`]),
    ...(title === undefined ? [] : [`“${title}” stands above the header.`]),
    ...(layout === null ? [] : [`It is ${layout.title}: ${by.join(' and ')} in the header.`]),
    ...(named === undefined ? [] : [`The file name has “${named}” in it.`]),
    ...(speaking.length > 0 && distinctive === 0
      ? ['None of these columns is peculiar to this source.']
      : []),
  ];
  // Where something is missing, more must speak for the source: else any table with a date and an amount would ask.
  const isAcceptable =
    sure >= NEEDED_SCORE &&
    (isComplete
      ? decides || distinctive >= 1 || quirk !== undefined || (named !== undefined && isCertainToken(named))
      : distinctive >= 2 && speaking.length >= 2 && missing.length * 2 <= demands);
  return {
    profile,
    layout: layout?.name ?? null,
    mapped,
    missing,
    candidate: {
      source: profile.source,
      title: profile.title,
      score: Math.round(sure * 1000) / 1000,
      reasons,
    },
    isAcceptable,
  };
}

function columnsOf(file: SniffedFile): Column[] {
  return file.headers.map((header, index) => ({
    header,
    values: file.sample.map((record) => record[index] ?? ''),
  }));
}

function undecidedReason(
  best: Judged | undefined,
  alike: readonly Judged[],
  columns: readonly Column[],
): string {
  if (alike.length > 1) {
    return `The columns fit ${alike.map((j) => j.profile.title).join(' and ')} alike.`;
  }
  const aggregated = aggregatedReason(columns.map(({ header }) => header));
  if (aggregated !== null) return aggregated;
  if (best === undefined || best.mapped.length === 0) return 'None of its columns is known.';
  return `It is nearest to ${best.profile.title}, but too little speaks for it.`;
}

/** The table of a service that a file is and that answers nothing, whatever it would be taken for. */
const unusedIn = ({ headers }: SniffedFile, fits: Judged | undefined): UnusedTable | null =>
  unusedTable(
    headers,
    fits === undefined ? null : kindOf(fits.profile.source),
    fits?.mapped.some(({ field }) => field.field === 'campaign_id') ?? false,
  );

/**
 * Tells which source a file is and which column feeds which field, from its header and its first records.
 * The order of the columns does not matter; the file name only decides between sources with the same layout.
 * The user's choice wins.
 */
export function classifyFile(
  file: SniffedFile,
  profiles: Readonly<Record<SourceId, Profile>>,
  choice: FileChoice = {},
): Classification {
  const columns = columnsOf(file);
  const judged = SOURCE_IDS.map((source) => judge(profiles[source], file, columns)).sort(
    (x, y) => y.candidate.score - x.candidate.score,
  );
  const candidates = judged
    .map((j) => j.candidate)
    .filter((candidate, i) => i < SHOWN_CANDIDATES && candidate.score >= WORTH_SHOWING);
  const isLeadTool = saysLeadTool(file, profiles);
  const isPossible = (j: Judged): boolean =>
    j.isAcceptable && !(isLeadTool && kindOf(j.profile.source) === 'crm');
  const best = judged.find(isPossible);
  const alike = best
    ? judged.filter((j) => isPossible(j) && best.candidate.score - j.candidate.score < TIE)
    : [];
  const fits = alike.length === 1 ? best : undefined;
  const unused = choice.source === undefined ? unusedIn(file, fits) : null;
  const automatic = unused === null ? fits : undefined;
  const source = choice.source === undefined ? (automatic?.profile.source ?? null) : choice.source;
  const picked = judged.find((j) => j.profile.source === source);
  if (!picked) {
    return {
      candidates,
      source: null,
      chosenBy: choice.source === null ? 'user' : null,
      layout: null,
      isUnitChosen: false,
      mapping: [],
      missingRequired: [],
      undecided:
        choice.source === null
          ? 'You left this file out.'
          : unused !== null
            ? `It is ${unused.title}. ${unused.holds ?? HOLDS_NOTHING} ${unused.instead}`
            : undecidedReason(judged[0], alike, columns),
      isAlike: unused === null && alike.length > 1,
    };
  }
  const mapping = chooseColumns(picked.profile, picked.mapped, columns, choice);
  const mappedFields = new Set(mapping.flatMap((m) => (m.column === null ? [] : [m.field])));
  return {
    candidates,
    source: picked.profile.source,
    chosenBy: choice.source === undefined ? 'profile' : 'user',
    layout: picked.layout,
    isUnitChosen: choice.unit !== undefined,
    mapping,
    missingRequired: missingOf(picked.profile, withStated(picked.profile, file, mappedFields)),
    undecided: null,
    isAlike: alike.length > 1,
  };
}
