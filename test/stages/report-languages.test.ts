import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../shared/contract/run';
import { analyse, numbersOf } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const PEOPLE = Array.from({ length: 20 }, (_, who) => who);
const email = (who: number): string => sha256(`person${String(who)}@mail.example`);
const phone = (who: number): string => sha256(`+1512555${String(1000 + who)}`);
const LEADS = [
  'lead_uuid,email_hash,phone_hash,delivered_on,vendor',
  ...PEOPLE.map((who) => `u-${String(who)},${email(who)},${phone(who)},2024-03-01,V1`),
  '',
].join('\n');

/** Of four people one is set, one has a date alone, one is sold after a demo, one is never reached. */
const isDated = (who: number): boolean => who % 4 !== 0;
const isSet = (who: number): boolean => who % 2 === 1;
const isSold = (who: number): boolean => who % 4 === 3;

const REPORTS = {
  Spanish: {
    header:
      'Número de lead;Correo (hash);Teléfono (hash);Fecha de entrada;Ciudad;Estado;Fecha de cita;Cita;Demo;Resultado;Estado del trabajo',
    row: (who: number) =>
      `${String(who + 1)};${email(who)};${phone(who)};${String(13 + (who % 6))}/03/2024;Austin;TX;${isDated(who) ? '20/03/2024 10:00' : ''};${isSet(who) ? 'Sí' : 'No'};${isSold(who) ? 'Sí' : 'No'};${isSold(who) ? 'Venta' : 'No contesta'};`,
  },
  German: {
    header:
      'Lead-Nr.;E-Mail-Hash;Telefon-Hash;Eingangsdatum;Ort;Bundesland;Termin am;Termin;Demo;Ergebnis;Auftragsstatus',
    row: (who: number) =>
      `${String(who + 1)};${email(who)};${phone(who)};${String(13 + (who % 6))}.03.2024;Köln;NW;${isDated(who) ? '20.03.2024 10:00' : ''};${isSet(who) ? 'Ja' : 'Nein'};${isSold(who) ? 'Ja' : 'Nein'};${isSold(who) ? 'Verkauft' : 'Nicht erreicht'};`,
  },
  French: {
    header:
      'N° de lead;Hash du courriel;Hash du téléphone;Date de création;Ville;Région;Date de rendez-vous;RDV pris;Démo;Résultat;Statut du projet',
    row: (who: number) =>
      `${String(who + 1)};${email(who)};${phone(who)};${String(13 + (who % 6))}/03/2024;Lyon;ARA;${isDated(who) ? '20/03/2024 10:00' : ''};${isSet(who) ? 'Oui' : 'Non'};${isSold(who) ? 'Oui' : 'Non'};${isSold(who) ? 'Vendu' : 'Injoignable'};`,
  },
  Portuguese: {
    header:
      'Código do lead;Hash do e-mail;Hash do telefone;Data de cadastro;Cidade;UF;Data da visita;Agendado;Demonstração;Situação;Status da obra',
    row: (who: number) =>
      `${String(who + 1)};${email(who)};${phone(who)};${String(13 + (who % 6))}/03/2024;Recife;PE;${isDated(who) ? '20/03/2024 10:00' : ''};${isSet(who) ? 'Sim' : 'Não'};${isSold(who) ? 'Sim' : 'Não'};${isSold(who) ? 'Venda' : 'Sem resposta'};`,
  },
  'the words of another CRM': {
    header:
      'Inquiry #;Hashed Email;Hashed Phone;Inq Date;City;St;Appt Date;Appointment;Sat;Result;Job Status',
    row: (who: number) =>
      `${String(who + 1)};${email(who)};${phone(who)};03/${String(13 + (who % 6))}/24;Austin;TX;${isDated(who) ? '03/20/24 10:00 AM' : ''};${isSet(who) ? 'Yes' : 'No'};${isSold(who) ? 'Y' : 'N'};${isSold(who) ? 'Sale' : 'No Answer'};`,
  },
} as const;

const report = ({ header, row }: { header: string; row: (who: number) => string }): string =>
  [header, ...PEOPLE.map(row), ''].join('\n');
const told = ({ findings }: RunOutcome): readonly string[] =>
  findings.filter(({ code }) => code === 'stages_not_told').map(({ message }) => message);

describe('A CRM report', () => {
  test.each(Object.entries(REPORTS))('in %s is read whole', async (_language, written) => {
    const outcome = await analyse(memoryFiles({ 'leads.csv': LEADS, 'crm_2024-03-31.csv': report(written) }));
    expect(numbersOf(outcome).identities).toMatchObject({ both: 20, email_only: 0, none: 0 });
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({
      matched: 20,
      set_reported: 10,
      appointment: 15,
      demo: 5,
      sale: 5,
    });
    expect(told(outcome)).toEqual([]);
    expect(outcome.findings.map(({ code }) => code)).not.toContain('unknown_words');
  });
});

describe('A stage that no column of the reports tells', () => {
  const without = (header: string): string =>
    report({
      header,
      row: (who) =>
        `${String(who + 1)},${email(who)},${phone(who)},03/${String(13 + (who % 6))}/2024,${isSet(who) ? '1' : '0'},x`,
    });

  test('is told with the columns that nothing is read from', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': LEADS,
        'crm_2024-03-31.csv': without('LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Kwartaal'),
      }),
    );
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({ appointment: 10, demo: 0, sale: 0 });
    expect(told(outcome)).toEqual([
      '`crm_2024-03-31.csv` has no column for demos, sales: that none is counted does not say that there was none. Nothing is read from the column `Kwartaal`. Map the columns on the Sources screen, or export the report with them.',
    ]);
  });

  test('is told of appointments where demos alone count as such', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': LEADS,
        'crm_2024-03-31.csv': without('LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Demo,Disposition'),
      }),
    );
    expect(numbersOf(outcome).funnel.ever_linked).toMatchObject({
      set_reported: 0,
      appointment: 10,
      demo: 10,
    });
    expect(told(outcome)).toEqual([
      '`crm_2024-03-31.csv` has no column for Set: that none is counted does not say that there was none. There is none for appointments either: the demos count as such, and what was no demo is not known. Map the columns on the Sources screen, or export the report with them.',
    ]);
  });

  test('is told of the reports that lack it where others have it', async () => {
    const outcome = await analyse(
      memoryFiles({
        'leads.csv': LEADS,
        'crm_2024-03-24.csv': report(REPORTS['the words of another CRM']),
        'crm_2024-03-31.csv': without('LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Set,Result'),
      }),
    );
    expect(told(outcome)).toEqual([
      '`crm_2024-03-31.csv` has no column for demos: what happened is not known from there, and counts as if it had not. Map the columns on the Sources screen, or export the report with them.',
    ]);
  });
});
