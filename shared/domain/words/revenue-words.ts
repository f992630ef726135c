import type { AttributionModel } from '../attribution';
import { noneInWords } from '../source';
import { ownValue } from '../own-value';

/** The attribution models, as people call them. */
export const MODEL_NAMES: { readonly [M in AttributionModel]: string } = {
  crm_campaign: 'CRM campaign',
  first_touch: 'First touch',
  last_touch: 'Last touch',
  linear: 'Linear',
  position_based: 'Position-based',
  time_decay: 'Time decay',
};

/** How each model credits an invoice, in a sentence. */
export const MODEL_MEANINGS: { readonly [M in AttributionModel]: string } = {
  crm_campaign: 'All to the campaign that the lead of the person names.',
  first_touch: 'All to the campaign of the first touch before the invoice.',
  last_touch:
    'All to the campaign of the last touch before the invoice: the last one with a campaign, not (direct). Touches are ordered by time; a record with a day alone stands at its beginning, and counts on the day of the invoice.',
  linear: 'The same share to each touch before the invoice.',
  position_based: '40 % to the first touch, 40 % to the last, 20 % shared by those between.',
  time_decay: 'Later touches get more: a touch counts half as much for each 7 days before the invoice.',
};

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const REASONS: Readonly<Record<string, string>> = {
  no_user_id: 'The invoice names no person',
  no_person: capitalised(`${noneInWords('people')} has the person`),
  no_campaign: 'The lead names no campaign',
  no_spend: 'No ads export has spend for the campaign',
  no_touch: 'No session or event of the person in the time before',
  only_direct: 'Only sessions or events without a campaign before it: (direct), (not set) and the like',
  no_date: 'The invoice has no date',
};

/** Why an invoice is followed no further, or credited to no campaign, in words. */
export const reasonLabel = (code: string): string => ownValue(REASONS, code) ?? code;

/** The line of the spend that no campaign has, beside the campaigns. */
export const SPEND_OF_NO_CAMPAIGN = 'Spend of no campaign';

const NOT_INVOICED: Readonly<Record<string, string>> = {
  repeat: 'repeated',
  older_state: 'an older state',
  payment: 'payments of counted invoices',
  refund_without_sale: 'refunds of no sale in these exports',
  no_rate: 'without a rate',
  uncaptured: 'authorised, not captured',
  no_amount: 'without an amount',
  marked_deleted: 'marked as deleted',
  test_mode: 'of the test mode',
  line_item: 'lines of invoices',
};

/** Why an invoice does not count, in words; a state of the export as it stands there. */
export const notInvoicedLabel = (status: string): string =>
  ownValue(NOT_INVOICED, status) ?? status.replace('no_revenue: ', 'no revenue: ');

/** Whether the amount of invoices that do not count is known in the currency of the project: without a rate it is not 0. */
export const hasAmount = (status: string): boolean => status !== 'no_rate' && status !== 'no_amount';

/** What was invoiced before anything was given back, and what was: they add up to what was invoiced. */
interface GrossParts {
  readonly invoices: number;
  readonly gross: number;
  readonly refunds: { readonly invoices: number; readonly amount: number };
  readonly disputes: { readonly invoices: number; readonly amount: number };
}

/** The parts of what was invoiced, with the invoices of each; none where nothing was given back. */
export const grossParts = ({
  invoices,
  gross,
  refunds,
  disputes,
}: GrossParts): readonly { readonly name: string; readonly amount: number; readonly invoices: number }[] =>
  refunds.invoices === 0 && disputes.invoices === 0
    ? []
    : [
        { name: 'gross', amount: gross, invoices },
        ...(refunds.invoices === 0 ? [] : [{ name: 'refunds', ...refunds }]),
        ...(disputes.invoices === 0 ? [] : [{ name: 'lost disputes', ...disputes }]),
      ];
