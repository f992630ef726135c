import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import type { Summary } from '../../shared/contract/summary';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const DAYS = Array.from({ length: 6 }, (_, day) => day);
const revenueOf = ({ summary }: RunOutcome): NonNullable<Summary['revenue']> => {
  if (!summary.revenue) throw new Error('No revenue was counted.');
  return summary.revenue;
};

const ADS = {
  facebook: {
    Spanish: 'Nombre de la campaña,Día,Importe gastado (USD),Impresiones,Clics en el enlace',
    Italian: 'Nome della campagna,Giorno,Importo speso (USD),Impression,Clic sul link',
    Dutch: 'Campagnenaam,Dag,Besteed bedrag (USD),Weergaven,Klikken op links',
  },
  linkedin: {
    German: 'Kampagnenname,Startdatum (in UTC),Gesamtausgaben,Impressionen,Klicks',
    Spanish: 'Nombre de la campaña,Fecha de inicio (en UTC),Importe total gastado,Impresiones,Clics',
    French: 'Nom de la campagne,Date de début (en UTC),Montant total dépensé,Impressions,Clics',
  },
} as const;

describe('An export of an ad platform', () => {
  test.each(
    Object.entries(ADS).flatMap(([platform, languages]) =>
      Object.entries(languages).map(([language, header]) => [platform, language, header] as const),
    ),
  )('of %s in %s is read whole', async (platform, _language, header) => {
    const rows = DAYS.map((day) => `C${String(day % 3)},2024-01-1${String(day)},10.50,1000,10`);
    const name = platform === 'linkedin' ? 'account_campaign_performance_report.csv' : 'ads.csv';
    const outcome = await analyse(memoryFiles({ [name]: [header, ...rows, ''].join('\n') }));
    expect(revenueOf(outcome).spend).toMatchObject([
      { platform, rows: 6, spend: 63, impressions: 6000, clicks: 60 },
    ]);
  });

  test.each([
    ['Dutch', 'Campagne,Dag,Valutacode,Kosten,Vertoningen,Klikken'],
    ['Italian', 'Campagna,Giorno,Codice valuta,Costo,Impr.,Clic'],
  ])(
    'of Google in %s states its currency, and nothing is taken to be in another one',
    async (_name, header) => {
      const rows = DAYS.map((day) => `C${String(day % 3)},2024-01-1${String(day)},MXN,17.00,1000,10`);
      const outcome = await analyse(memoryFiles({ 'google-ads.csv': [header, ...rows, ''].join('\n') }));
      expect(revenueOf(outcome).spend).toMatchObject([{ platform: 'google', rows: 6, spend: 6, clicks: 60 }]);
    },
  );
});

describe('Costs that are too high for their clicks', () => {
  const told = async (cost: string): Promise<readonly string[]> => {
    const rows = DAYS.map((day) => `C1,2024-01-1${String(day)},${cost},1000,5`);
    const outcome = await analyse(
      memoryFiles({ 'google-ads.csv': ['Campaign,Day,Cost,Impr.,Clicks', ...rows, ''].join('\n') }),
    );
    return outcome.findings.filter(({ code }) => code === 'minor_units').map(({ message }) => message);
  };

  test('are an error with what they are in micros', async () => {
    expect(await told('10500000')).toEqual([
      '`google-ads.csv` (Google Ads): 63,000,000.00 USD for 30 clicks is 2,100,000.00 USD a click, which nobody pays. The costs may be in micros, millionths of the currency, as services keep them: then they are 63.00 USD. They are counted as they stand. Compare one with the service, and export the costs in the currency.',
    ]);
  });

  test('are fine where a click is dear', async () => {
    expect(await told('2500.00')).toEqual([]);
  });
});

describe('Contacts of HubSpot', () => {
  test.each([
    [
      'Spanish',
      'ID de registro,Nombre,Correo,Propietario del contacto,Etapa del ciclo de vida,Campaña',
      'Cliente',
    ],
    ['German', 'Datensatz-ID,Vorname,E-Mail,Zuständiger Mitarbeiter,Lifecycle-Phase,Kampagne', 'Kunde'],
    [
      'French',
      "ID de l'enregistrement,Prénom,E-mail,Propriétaire du contact,Phase du cycle de vie,Campagne",
      'Client',
    ],
    [
      'Portuguese',
      'ID do registro,Nome,E-mail,Proprietário do contato,Etapa do ciclo de vida,Campanha',
      'Cliente',
    ],
  ])('in %s are people with their campaigns and their statuses', async (_language, header, customer) => {
    const outcome = await analyse(
      memoryFiles({
        'contacts.csv': [
          header,
          ...DAYS.map(
            (who) =>
              `${String(100 + who)},N${String(who)},p${String(who)}@acme.com,Sam,${who % 2 === 0 ? customer : 'Lead'},${who % 2 === 0 ? 'A' : 'B'}`,
          ),
          '',
        ].join('\n'),
        'payments.csv': [
          'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email',
          ...DAYS.map(
            (who) =>
              `ch_${String(who)},2024-02-0${String(who + 1)} 10:00,100.00,0.00,usd,Paid,cus_${String(who)},p${String(who)}@acme.com`,
          ),
          '',
        ].join('\n'),
      }),
    );
    expect(outcome.files.find(({ file }) => file === 'contacts.csv')?.source).toBe('hubspot_leads');
    expect(
      revenueOf(outcome).models.crm_campaign.campaigns.map(({ campaign_id, revenue }) => [
        campaign_id,
        revenue,
      ]),
    ).toEqual([
      ['A', 300],
      ['B', 300],
    ]);
    expect(outcome.findings.map(({ code }) => code)).not.toContain('unknown_words');
  });
});
