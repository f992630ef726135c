import { REPORT_SECTIONS, type ReportSectionId } from '../../contract/report';
import type { ReportDocument, ReportInput, ReportSection } from './report-types';
import { changeSection } from './sections/change';
import { explorationsSection } from './sections/explorations';
import { boardSection } from './sections/board';
import { findingsSection } from './sections/findings';
import { headlineSection } from './sections/headline';
import { breakdownsSection } from './sections/breakdowns';
import { funnelSection, trendsSection } from './sections/lead-quality';
import { manifestSection, methodSection } from './sections/method';
import { notesSection } from './sections/notes';
import { attributionSection, revenueSection } from './sections/revenue';
import { sinceSection } from './sections/since';

const SECTIONS: { readonly [S in ReportSectionId]: (input: ReportInput) => ReportSection | null } = {
  board: boardSection,
  headline: headlineSection,
  since: sinceSection,
  funnel: funnelSection,
  trends: trendsSection,
  breakdowns: breakdownsSection,
  change: changeSection,
  revenue: revenueSection,
  attribution: attributionSection,
  explorations: explorationsSection,
  findings: findingsSection,
  notes: notesSection,
  method: methodSection,
  manifest: manifestSection,
};

function titleOf({ outcome, head }: ReportInput): string {
  if (head.title !== '') return head.title;
  const { leadQuality, revenue } = outcome.summary;
  if (leadQuality && revenue) return 'Lead quality and revenue';
  if (leadQuality) return 'Lead quality';
  return revenue ? 'Leads and revenue' : 'What the files hold';
}

/** The dates of the snapshots, of entry, of invoices and spend: the first and the last of all. */
function periodOf({ funnel, revenue }: ReportInput): ReportDocument['period'] {
  const days = [
    ...(funnel?.trend ?? []).flatMap((point) => (point.asOf === null ? [] : [point.asOf.slice(0, 10)])),
    ...(funnel?.entered ? [funnel.entered.from, funnel.entered.to] : []),
    ...(revenue?.days ?? []).map((day) => day.from),
  ].sort();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** The report of a run with the sections asked for; those that the data do not answer are left out. */
export function reportDocument(input: ReportInput, sections: readonly ReportSectionId[]): ReportDocument {
  return {
    title: titleOf(input),
    client: input.head.client,
    logo: input.head.logo,
    period: periodOf(input),
    place: input.place,
    writtenAt: input.writtenAt,
    version: input.version,
    // Their numbers stand beside what they are on only where the notes themselves can be read.
    notes: sections.includes('notes') ? input.notes : [],
    sections: REPORT_SECTIONS.filter((id) => sections.includes(id)).flatMap(
      (id) => SECTIONS[id](input) ?? [],
    ),
  };
}
