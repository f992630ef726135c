import type { InvoiceRecord, InvoiceStage } from '../plain/revenue/facts';
import { writeCsv } from '../table';
import type { Dice } from './dice';
import {
  AMOUNTS,
  amountOf,
  centsIn,
  momentAt,
  someCampaign,
  someHundredths,
  someTime,
} from './marketing-words';
import { someone, type Somebody } from './people-world';
import type { WorldFile } from './world';

const STAGES: Readonly<Record<string, InvoiceStage>> = {
  paid: 'paid',
  Paid: 'paid',
  open: 'open',
  draft: 'draft',
  void: 'void',
  uncollectible: 'void',
  refunded: 'refunded',
  odd: 'open',
  'charged back': 'lost',
};
const OFTEN = [
  'paid',
  'paid',
  'paid',
  'paid',
  'Paid',
  'open',
  'void',
  'refunded',
  'charged back',
  'draft',
  'odd',
];

type Draft = Omit<InvoiceRecord, 'file' | 'record' | 'exportedOn'>;
interface Row {
  readonly draft: Draft;
  readonly cells: readonly string[];
}

interface Export {
  readonly path: string;
  readonly exportedOn: string | null;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

/** What the exports of a world have in common. */
interface Style {
  readonly amount: (hundredths: number) => string;
  /** Minutes that the clock of the service is ahead of UTC; null: not known. */
  readonly ahead: number | null;
  readonly withTime: boolean;
  readonly currencies: readonly string[];
  readonly negative: number;
}

const day = (at: string, style: Style): string => (style.withTime ? at : at.slice(0, 10));

function invoiceRow(i: number, of: Somebody | null, style: Style, dice: Dice, status: string): Row {
  const id = `in_${String(i)}`;
  const currency = dice.pick(style.currencies);
  const isNegative = dice.is(style.negative);
  const hundredths = someHundredths(dice, 5, 3000) * (isNegative ? -1 : 1);
  const at = dice.is(0.03) ? null : someTime(dice, 20, 110, style.withTime);
  const { cell, campaign } = someCampaign(dice, 0, 0.9);
  const amount = dice.is(0.03) ? null : amountOf(hundredths, currency);
  const draft: Draft = {
    kind: 'invoice',
    id,
    uid: of?.uid ?? null,
    email: of?.email ?? null,
    campaign,
    at,
    moment: at === null ? null : momentAt(at, style.ahead),
    amount,
    stage: STAGES[status] ?? 'open',
    status: status.toLowerCase(),
    refundedCents: null,
    isDisputeLost: false,
    disputedCents: null,
    ofInvoice: null,
    charge: null,
  };
  return {
    draft,
    cells: [
      id,
      of?.uid ?? '',
      of?.email ?? '',
      cell,
      at === null ? '' : day(at, style),
      amount === null ? '' : style.amount(hundredths),
      currency,
      status,
    ],
  };
}

/** Another state of an invoice, as a later export has it. */
function changed({ draft, cells }: Row, dice: Dice): Row {
  const status = dice.pick(OFTEN);
  return {
    draft: { ...draft, stage: STAGES[status] ?? 'open', status: status.toLowerCase() },
    cells: cells.map((cell, i) => (i === 7 ? status : cell)),
  };
}

const INVOICES = ['invoice_id', 'user_uid', 'email', 'campaign_id', 'date', 'amount', 'currency', 'status'];

/** Invoices in one export, or in two that overlap, the later with newer states. */
function invoiceExports(people: readonly Somebody[], style: Style, dice: Dice): readonly Export[] {
  const count = dice.int(3, 8 + people.length);
  const rows = Array.from({ length: count }, (_, i) =>
    invoiceRow(i, dice.is(0.05) ? null : someone(people, dice), style, dice, dice.pick(OFTEN)),
  );
  const repeated = dice.rate(0.1);
  const withRepeats = rows.flatMap((row) => {
    if (!dice.is(repeated)) return [row];
    const [again] = [dice.is(0.5) ? row : changed(row, dice)];
    return dice.is(0.7)
      ? [row, again]
      : [row, invoiceRow(Number(row.draft.id?.slice(3)), people[0] ?? null, style, dice, 'paid')];
  });
  const names = dice.pick([
    ['stripe_invoices_1.csv', 'stripe_invoices_2.csv', null],
    ['stripe_invoices_2026-03-31.csv', 'stripe_invoices_2026-04-30.csv', '2026-03-31 2026-04-30'],
    ['stripe_invoices_2026-04-30.csv', 'stripe_invoices_2026-05-31.csv', '2026-04-30 2026-05-31'],
  ] as const);
  const [first, second] = names[2]?.split(' ') ?? [];
  const one: Export = { path: names[0], exportedOn: first ?? null, header: INVOICES, rows: withRepeats };
  if (dice.is(0.5)) return [one];
  const later = withRepeats
    .filter(() => dice.is(0.5))
    .map((row) => (dice.is(0.5) ? changed(row, dice) : row));
  const more = Array.from({ length: dice.int(1, 4) }, (_, i) =>
    invoiceRow(1000 + i, someone(people, dice), style, dice, 'paid'),
  );
  return [one, { path: names[1], exportedOn: second ?? null, header: INVOICES, rows: [...later, ...more] }];
}

const PAYMENTS = [
  ...['id', 'Created date (UTC)', 'Amount', 'Amount Refunded', 'Currency', 'Customer ID', 'Customer Email'],
  ...['Invoice ID', 'Status', 'Disputed Amount', 'Dispute Status'],
];

/** Payments: some of invoices, some refunded in part or whole, some lost to a dispute. */
function paymentExport(
  people: readonly Somebody[],
  invoices: readonly Row[],
  style: Style,
  dice: Dice,
): Export {
  const count = dice.int(2, 4 + people.length);
  const rows = Array.from({ length: count }, (_, i): Row => {
    const of = someone(people, dice);
    const invoice = dice.is(0.4) && invoices.length > 0 ? dice.pick(invoices).draft : null;
    const id = `ch_${String(i)}`;
    const currency = dice.pick(style.currencies);
    const hundredths = someHundredths(dice, 5, 3000);
    const at = someTime(dice, 20, 110, style.withTime);
    const refunded = dice.is(0.25) ? (dice.is(0.3) ? hundredths : dice.int(1, hundredths)) : 0;
    const status = dice.pick(['Paid', 'Paid', 'Paid', 'Failed', 'Refunded']);
    const dispute = dice.pick(['', '', '', '', 'lost', 'won', 'needs_response']);
    const disputed = dispute === '' || dice.is(0.3) ? null : hundredths - refunded;
    const customer = `cus_${String(people.indexOf(of))}`;
    return {
      draft: {
        kind: 'payment',
        id,
        uid: customer,
        email: of.email,
        campaign: null,
        at,
        moment: momentAt(at, 0),
        amount: amountOf(hundredths, currency),
        stage: status === 'Failed' ? 'open' : status === 'Refunded' ? 'refunded' : 'paid',
        status: status.toLowerCase(),
        refundedCents: centsIn(refunded, currency),
        isDisputeLost: dispute === 'lost',
        disputedCents: disputed === null ? null : centsIn(disputed, currency),
        ofInvoice: invoice?.id ?? null,
        charge: null,
      },
      cells: [
        id,
        day(at, style),
        style.amount(hundredths),
        style.amount(refunded),
        currency.toLowerCase(),
        customer,
        of.email ?? '',
        invoice?.id ?? '',
        status,
        disputed === null ? '' : style.amount(disputed),
        dispute,
      ],
    };
  });
  return { path: 'unified_payments.csv', exportedOn: null, header: PAYMENTS, rows };
}

const REFUNDS = ['id', 'Amount', 'Currency', 'Created (UTC)', 'Status', 'Charge ID', 'Customer ID'];

/** Refunds that name a charge, or only a customer. */
function refundExport(payments: readonly Row[], style: Style, dice: Dice): Export {
  const count = dice.int(1, 5);
  const rows = Array.from({ length: count }, (_, i): Row => {
    const of = dice.is(0.8) && payments.length > 0 ? dice.pick(payments).draft : null;
    const id = `re_${String(dice.is(0.1) ? 0 : i)}`;
    const currency = of?.amount?.currency ?? dice.pick(style.currencies);
    const most = Math.max(2, of?.amount?.hundredths ?? 5000);
    const hundredths = dice.is(0.4) ? most : dice.int(1, most - 1) + (most > 200 ? 0 : 1);
    const at = someTime(dice, 60, 130, style.withTime);
    const status = dice.pick(['succeeded', 'succeeded', 'succeeded', 'failed', 'pending']);
    const isByCharge = of !== null && dice.is(0.7);
    const charge = isByCharge ? of.id : dice.is(0.1) ? 'ch_other' : null;
    const customer = of?.uid ?? null;
    return {
      draft: {
        kind: 'refund',
        id,
        uid: customer,
        email: null,
        campaign: null,
        at,
        moment: momentAt(at, 0),
        amount: amountOf(hundredths, currency),
        stage: status === 'succeeded' ? 'paid' : 'open',
        status,
        refundedCents: null,
        isDisputeLost: false,
        disputedCents: null,
        ofInvoice: null,
        charge,
      },
      cells: [
        id,
        style.amount(hundredths),
        currency.toLowerCase(),
        day(at, style),
        status,
        charge ?? '',
        customer ?? '',
      ],
    };
  });
  return { path: 'zz_refunds.csv', exportedOn: null, header: REFUNDS, rows };
}

/** The exports of the payment service, with what they say. */
export function writeInvoices(
  people: readonly Somebody[],
  ahead: number | null,
  dice: Dice,
): {
  readonly records: readonly InvoiceRecord[];
  readonly files: readonly WorldFile[];
  readonly order: readonly string[];
} {
  const style: Style = {
    ahead,
    amount: dice.pick(AMOUNTS),
    withTime: dice.is(0.5),
    currencies: dice.pick([['USD'], ['USD'], ['USD', 'MXN', 'COP'], ['USD', 'SEK', 'MXN']]),
    negative: dice.rate(0.1),
  };
  const which = dice.pick(['invoices', 'invoices', 'payments', 'both']);
  const invoices = which === 'payments' ? [] : invoiceExports(people, style, dice);
  const payments =
    which === 'invoices'
      ? []
      : [
          paymentExport(
            people,
            invoices.flatMap(({ rows }) => rows),
            style,
            dice,
          ),
        ];
  const refunds =
    payments.length > 0 && dice.is(0.5)
      ? [
          refundExport(
            payments.flatMap(({ rows }) => rows),
            style,
            dice,
          ),
        ]
      : [];
  const exports = [...invoices, ...payments, ...refunds];
  const bytesOf = ({ header, rows }: Export): Uint8Array =>
    writeCsv({ header, records: rows.map(({ cells }) => cells) });
  return {
    records: exports.flatMap(({ path, exportedOn, rows }) =>
      rows.map(({ draft }, i): InvoiceRecord => ({ ...draft, file: path, record: i + 1, exportedOn })),
    ),
    files: exports.map((of) => ({
      path: of.path,
      source: 'stripe_invoices',
      bytes: bytesOf(of),
      records: of.rows.length,
      separators: 0,
      rejected: 0,
      cellIssues: 0,
    })),
    order: exports.map(({ path }) => path).sort(),
  };
}
