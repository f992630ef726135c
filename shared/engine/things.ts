import { metricTitle } from '../charts/lead-figures';
import { thingChart } from '../charts/thing-chart';
import { leadMarks, leadNumbers, revenueNumbers } from '../charts/thing-figure';
import { thingBasis } from '../charts/thing-words';
import type { FunnelView } from '../contract/funnel';
import type { MatchesView } from '../contract/matches';
import type { RateTrendsView } from '../contract/rate-trends';
import type { RevenueView } from '../contract/revenue';
import { SUBJECT_NAMES } from '../contract/subject';
import {
  thingKey,
  type Thing,
  type ThingData,
  type ThingNumber,
  type ThingOf,
  type ThingTable,
  type ThingView,
} from '../contract/thing';
import { canonicalText } from '../domain/canonical-text';
import { LeadlensError } from '../domain/fault';
import { findingName } from '../domain/finding-words';
import { readPage } from '../queries/grid/grid-page';
import { readFunnel } from '../queries/lead-quality/funnel-view';
import { readMatches } from '../queries/lead-quality/matches-view';
import { readRateTrends } from '../queries/lead-quality/rate-trends';
import { readRevenueView } from '../queries/revenue/revenue-view';
import { findSubject } from '../queries/subjects/subject-page';
import { PRINT_THEME } from '../stages/report/print-theme';
import { leadTable, revenueTable } from '../stages/report/thing-tables';
import { leadQualityOf, revenueOf, weightModelOf } from './answers';
import type { Engine } from './engine';

type LeadThing = ThingOf<'leadFigure' | 'leadChart' | 'leadTable'>;
type TrendThing = ThingOf<'trendChart'>;
type RevenueThing = ThingOf<'revenueFigure' | 'revenueChart' | 'revenueTable'>;

/** A thing of the last run without its digest. */
interface Found {
  readonly title: string;
  readonly numbers: readonly ThingNumber[];
  readonly marks?: readonly string[];
  /** What the digest is of. */
  readonly says: unknown;
  readonly data: ThingData;
}

const gone = (message: string): LeadlensError =>
  new LeadlensError({ kind: 'input', code: 'thing_gone', message });

/** Finds things in the tables of the last run; what several of them are made of is read once. */
class ThingFinder {
  readonly #engine: Engine;
  readonly #signal: AbortSignal;
  readonly #read = new Map<string, Promise<unknown>>();

  constructor(engine: Engine, signal: AbortSignal) {
    this.#engine = engine;
    this.#signal = signal;
  }

  find(of: Thing): Promise<Found> {
    switch (of.kind) {
      case 'leadFigure':
      case 'leadChart':
      case 'leadTable':
        return this.#lead(of);
      case 'trendChart':
        return this.#trends(of);
      case 'matchesChart':
        return this.#matches(of);
      case 'revenueFigure':
      case 'revenueChart':
      case 'revenueTable':
        return this.#revenue(of);
      case 'finding':
        return Promise.resolve(this.#finding(of));
      case 'rows':
        return this.#rows(of);
      case 'subject':
        return this.#subject(of);
    }
  }

  #once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#read.get(key) ?? read();
    this.#read.set(key, known);
    return known as Promise<T>;
  }

  async #lead(of: LeadThing): Promise<Found> {
    const { basis, links, filters } = of;
    const { workspace, state } = this.#engine;
    const view = await this.#once<FunnelView>(canonicalText({ basis, links, filters }), () =>
      readFunnel(
        { workspace, groups: state.settings.dispositionGroups, signal: this.#signal },
        leadQualityOf(this.#engine),
        state.deadStretches,
        { basis, links, filters },
      ),
    );
    switch (of.kind) {
      case 'leadFigure':
        return figure(metricTitle(of.metric), leadNumbers(of.metric, view), leadMarks(of.metric, view));
      case 'leadChart':
        return chart(of, { kind: 'funnel', view });
      case 'leadTable':
        return table(leadTable(of, view));
    }
  }

  async #trends(of: TrendThing): Promise<Found> {
    const { basis, links, filters, trends } = of;
    const { workspace, state } = this.#engine;
    const request = { basis, links, filters, ...trends };
    const view = await this.#once<RateTrendsView>(canonicalText({ kind: 'trends', request }), () =>
      readRateTrends(
        { workspace, groups: state.settings.dispositionGroups, signal: this.#signal },
        state.deadStretches,
        request,
      ),
    );
    return chart(of, { kind: 'trends', view });
  }

  async #matches(of: ThingOf<'matchesChart'>): Promise<Found> {
    const view = await this.#once<MatchesView>('matches', () =>
      readMatches(
        this.#engine.workspace,
        leadQualityOf(this.#engine),
        weightModelOf(this.#engine),
        this.#signal,
      ),
    );
    return chart(of, { kind: 'matches', view });
  }

  async #revenue(of: RevenueThing): Promise<Found> {
    const { model, splitBy, filters } = of;
    const { workspace, state } = this.#engine;
    const view = await this.#once<RevenueView>(canonicalText({ model, splitBy, filters }), () =>
      readRevenueView(
        workspace,
        revenueOf(this.#engine),
        state.settings.attributionWindowDays,
        { model, splitBy, ...(filters ? { filters } : {}) },
        this.#signal,
      ),
    );
    switch (of.kind) {
      case 'revenueFigure':
        return figure(metricTitle(of.metric), revenueNumbers(of.metric, view));
      case 'revenueChart':
        return chart(of, { kind: 'revenue', view });
      case 'revenueTable':
        return table(revenueTable(of.table, view));
    }
  }

  #finding({ code, source, column, files }: ThingOf<'finding'>): Found {
    const { findings } = this.#engine.state.outcome;
    const alike = findings.flatMap((finding, place) =>
      finding.code === code && finding.source === source && finding.column === column
        ? [{ finding, place }]
        : [],
    );
    // New files make a finding that goes on a longer one; the only one of its kind is still the same.
    const same = alike.find(({ finding }) => canonicalText(finding.files) === canonicalText(files));
    const found = same ?? (alike.length === 1 ? alike[0] : undefined);
    if (!found) throw gone('No file gives this finding any more.');
    return {
      title: findingName(code),
      numbers: [],
      says: found.finding.message,
      data: { kind: 'finding', place: found.place },
    };
  }

  async #rows({ title, query }: ThingOf<'rows'>): Promise<Found> {
    const { total } = await readPage(this.#engine.workspace, { query, offset: 0, limit: 1 }, this.#signal);
    return {
      title,
      numbers: [{ label: 'rows', kind: 'count', value: total }],
      says: total,
      data: { kind: 'rows', query },
    };
  }

  async #subject({ subject }: ThingOf<'subject'>): Promise<Found> {
    const { workspace } = this.#engine;
    const { facts } = await findSubject(workspace, subject, this.#signal);
    const known =
      facts && (await readPage(workspace, { query: facts, offset: 0, limit: 1 }, this.#signal)).total;
    if (!known) throw gone(`No table of this run holds the ${SUBJECT_NAMES[subject.kind].toLowerCase()}.`);
    return {
      title: `${SUBJECT_NAMES[subject.kind]} ${subject.id}`,
      numbers: [],
      says: null,
      data: { kind: 'subject' },
    };
  }
}

function figure(title: string, numbers: readonly ThingNumber[], marks: readonly string[] = []): Found {
  if (numbers.length === 0) throw gone('The data do not give this number any more.');
  return { title, numbers, marks, says: numbers, data: { kind: 'figure' } };
}

function chart(of: Thing, data: ThingData): Found {
  const spec = thingChart(PRINT_THEME, of, data);
  if (!spec) throw gone('The data do not fill this chart any more.');
  return { title: spec.title, numbers: [], says: spec.twin, data };
}

function table(of: ThingTable | null): Found {
  if (!of) throw gone('The data do not fill this table any more.');
  return {
    title: of.title,
    numbers: [],
    says: [of.rows, of.total],
    data: { kind: 'table', table: of },
  };
}

/** What a screen can ask only by mistake is a lack here: tables and columns of what was pinned may be of other data. */
const LACKS: readonly string[] = ['unknown_table', 'unknown_column'];

/** Whether the data lack what was asked for: a cancel or a bug makes nothing gone. */
const isLack = (error: unknown): error is LeadlensError =>
  error instanceof LeadlensError && (error.details.kind === 'input' || LACKS.includes(error.details.code));

async function digestOf(says: unknown): Promise<string> {
  if (says === null) return '';
  const bytes = new TextEncoder().encode(canonicalText(says));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What notes are on and the board holds, in the tables of the last run, in the order asked for. What they do not have is gone,
 * with the reason.
 */
export async function findThings(
  engine: Engine,
  { things, withData }: { readonly things: readonly Thing[]; readonly withData: boolean },
  signal: AbortSignal,
): Promise<readonly ThingView[]> {
  const finder = new ThingFinder(engine, signal);
  const known = new Map<string, ThingView>();
  for (const of of things) {
    const key = thingKey(of);
    if (known.has(key)) continue;
    try {
      const { says, data, marks = [], ...found } = await finder.find(of);
      known.set(key, {
        state: 'there',
        basis: thingBasis(of),
        ...found,
        marks,
        digest: await digestOf(says),
        data: withData ? data : null,
      });
    } catch (error) {
      if (!isLack(error)) throw error;
      known.set(key, { state: 'gone', why: error.details.message });
    }
  }
  return things.flatMap((of) => known.get(thingKey(of)) ?? []);
}
