import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As the form's page exports it: UTF-16 with a mark, tabs, ids and phones behind letters. */
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));

const HEADER =
  'id created_time ad_id adset_id campaign_id campaign_name form_id form_name is_organic platform full_name phone_number email city lead_status';

const lead = (i: number): string =>
  [
    `l:42801802522035${String(i).padStart(2, '0')}`,
    '2024-01-02T15:05:13+05:30',
    'ag:1',
    'as:2',
    'c:120200000000000001',
    'Spring Sale',
    'f:3',
    'Form A',
    'false',
    'ig',
    `Lead ${String(i)}`,
    `p:+1415555010${String(i)}`,
    `lead${String(i)}@mail.test`,
    'Austin',
    'complete',
  ].join('\t');

test('An export of Meta lead ads is a file of delivered leads, and its people are found by e-mail and by phone', async () => {
  const crm = [
    'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set',
    `1,${sha256('lead1@mail.test')},,01/15/2024,1`,
    `2,,${sha256('+14155550102')},01/16/2024,0`,
  ];
  const outcome = await analyse(
    memoryFiles({
      'Spring Sale_Leads_2024-01-01_2024-01-31.csv': utf16(
        [HEADER.replaceAll(' ', '\t'), lead(1), lead(2), lead(3), ''].join('\n'),
      ),
      'crm/crm_2024-02-01.csv': `${crm.join('\n')}\n`,
    }),
  );
  expect(outcome.files.map(({ source }) => source)).toEqual(['crm_report', 'delivered_leads']);
  expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ delivered: 3, matched: 2, appointment: 1 });
});
