import { describe, expect, it } from 'vitest';
import { runTable, type Row } from '../support/run-table';

const TRAITS = ['first_name', 'last_name', 'full_name', 'phone', 'city', 'company', 'country', 'born_on'];
const traitsOf = (row: Row | undefined): Row =>
  Object.fromEntries(
    TRAITS.flatMap((trait) => ((row?.[trait] ?? null) === null ? [] : [[trait, row?.[trait] ?? null]])),
  );

describe('What tells people apart beside ids and e-mails', () => {
  it('is kept of HubSpot contacts and of Intercom people as it is written', async () => {
    const { rows } = await runTable(
      {
        'hubspot-all-contacts.csv': [
          'Record ID,First Name,Last Name,Email,Phone Number,City,Country/Region,Date of birth,Lead Status,Associated Company,Lifecycle Stage',
          '101,Ann,Archer,Ann@A.example,+1 (415) 555-0101,Austin,United States,1980-03-01,NEW,A Inc,Customer',
        ],
        'intercom_people.csv': [
          'Name,Email,User ID,Type,First seen,Last seen,Last heard from,Web sessions,Country,City,UTM Campaign',
          'Ann Archer,ann@a.example,u1,User,2024-01-02 08:00:00,2024-01-20 08:00:00,,12,United States,Austin,Spring',
        ],
      },
      'stg_leads',
    );
    expect(rows.map((row) => [row['source'], traitsOf(row)])).toEqual([
      [
        'hubspot_leads',
        {
          first_name: 'Ann',
          last_name: 'Archer',
          phone: '+1 (415) 555-0101',
          city: 'Austin',
          company: 'A Inc',
          country: 'United States',
          born_on: '1980-03-01',
        },
      ],
      ['intercom_leads', { full_name: 'Ann Archer', city: 'Austin', country: 'United States' }],
    ]);
  });

  it('is found under headers in other languages', async () => {
    const { rows } = await runTable(
      {
        'hubspot_de.csv': [
          'lead_id,campaign_id,hs_lead_status,email,Vorname,Nachname,Telefonnummer,Stadt,Unternehmensname,Land,Geburtsdatum',
          '1,C,NEW,eva@a.example,Eva,Muster,030 1234567,Berlin,Muster GmbH,Deutschland,01.03.1980',
        ],
        'hubspot_es.csv': [
          'lead_id,campaign_id,hs_lead_status,email,Nombre,Apellidos,Teléfono,Ciudad,Empresa,País,Fecha de nacimiento',
          '2,C,NEW,ana@a.example,Ana,García Paz,55 1234 5678,Puebla,Ana SA,México,01/03/1980',
        ],
      },
      'stg_leads',
    );
    expect(rows.map(traitsOf)).toEqual([
      {
        first_name: 'Eva',
        last_name: 'Muster',
        phone: '030 1234567',
        city: 'Berlin',
        company: 'Muster GmbH',
        country: 'Deutschland',
        born_on: '01.03.1980',
      },
      {
        first_name: 'Ana',
        last_name: 'García Paz',
        phone: '55 1234 5678',
        city: 'Puebla',
        company: 'Ana SA',
        country: 'México',
        born_on: '01/03/1980',
      },
    ]);
  });

  it('does not make a table one of leads, since any table may have it', async () => {
    const { outcome } = await runTable(
      {
        'leads_intercom.csv': [
          'lead_id,user_uid,campaign_id,status,deal_amount,email',
          'L1,u1,C,New,1,a@x.example',
        ],
        'guests.csv': [
          'First name,Last name,Phone,City,Date of birth',
          'Ann,Archer,415 555 0101,Austin,1980-03-01',
          'Bob,Baker,415 555 0102,Austin,1981-03-01',
        ],
      },
      'stg_leads',
    );
    expect(outcome.files.find(({ file }) => file === 'guests.csv')?.source ?? null).toBeNull();
  });
});
