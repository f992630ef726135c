import type { Page } from '@playwright/test';
import { SUBJECT_NAMES, type SubjectKind } from '../../shared/contract/subject';
import { sectionClaims } from './claims';
import type { Reach, Walker } from './walker';

/** A table whose rows name a subject, and the column that does. */
export interface SubjectTable {
  readonly kind: SubjectKind;
  readonly table: string;
  readonly column: string;
}

export const LEAD_SUBJECTS: readonly SubjectTable[] = [
  { kind: 'lead', table: 'dim_lead', column: 'lead_uuid' },
  { kind: 'crm_lead', table: 'fct_lead_states', column: 'lead_number' },
];

export const REVENUE_SUBJECTS: readonly SubjectTable[] = [
  { kind: 'person', table: 'people', column: 'person_id' },
  { kind: 'invoice', table: 'fct_invoices', column: 'invoice_id' },
  { kind: 'campaign', table: 'dim_campaign', column: 'campaign_id' },
];

/** Pages of a kind that are walked: they are all made alike. */
const MOST = 8;

/** Opens what a row of the table on the screen is about. */
async function openRow(page: Page, row: number, id: string): Promise<void> {
  await page
    .getByRole('main')
    .locator(`.ag-row[row-index="${String(row)}"] .ag-cell[col-id="${id}"]`)
    .click();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByRole('region').first().waitFor();
}

/** The parts of a page that have rows, by the names of their buttons, once all are read. */
async function partsOf(page: Page): Promise<readonly string[]> {
  const panel = page.getByRole('complementary').last();
  // A part says how many rows it has, or that there are none.
  const isRead = async (): Promise<boolean> =>
    panel.evaluate((aside) =>
      [...aside.querySelectorAll('section > header')].every((head) => head.querySelector('h3 span') !== null),
    );
  while (!(await isRead())) await page.evaluate(() => window.walk.settled());
  const buttons = await page.evaluate(() => window.walk.buttons('panel'));
  return buttons.map(({ name }) => name).filter((name) => name.startsWith('Show rows: '));
}

/** The page of a lead, a person, an invoice or a campaign: each of its parts opens as many rows as it counts. */
export const subjects =
  ({ kind, column }: SubjectTable) =>
  async (walker: Walker, reach: Reach): Promise<void> => {
    const { page } = walker;
    await walker.rowsShown();
    const said = (await page.evaluate(() => window.walk.rowCount())) ?? '';
    if (walker.numberIn(said) === 0) return;
    const rows = Math.min(walker.numberIn(said), reach.mostOfAKind, MOST);
    for (let row = 0; row < rows; row += 1) {
      await openRow(page, row, column);
      await walker.settled();
      for (const name of await partsOf(page)) {
        // Back on the page its parts are read again.
        await page.getByRole('complementary').last().getByRole('button', { name, exact: true }).waitFor();
        const part = (await page.evaluate(() => window.walk.buttons('panel'))).find(
          (one) => one.name === name,
        );
        if (!part) continue;
        const opened = await page.evaluate((place) => window.walk.press('panel', place), part.place);
        await walker.compare(`${SUBJECT_NAMES[kind]} › ${part.under}`, sectionClaims(part), opened);
        if (opened.kind !== 'nothing') await walker.back();
      }
      await page.keyboard.press('Escape');
      await walker.settled();
    }
  };
