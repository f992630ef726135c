import type { ProjectSettings } from '../../contract/project';
import type { Decided } from '../../domain/decided';
import type { Finding } from '../../domain/finding';
import { finding } from '../../domain/finding-builder';
import { agree, joined, percent, plural, say, type Sentence } from '../../domain/sentence';
import { ident, sql, type Sql } from '../../sql/sql';
import { acceptedRepairs, filesRead } from '../../sql/run-parameters';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { srcCrmPresence, srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';
import { keyForm, type HashAlgorithm } from '../../sql/key-verbs';
import { stgDeliveredLeads } from '../clean/delivered/stg-delivered-leads.model';
import {
  AS_IS,
  EMAIL_FORMS,
  PHONE_FORMS,
  type EmailForm,
  type KeyPlan,
  type KeyTreatment,
  type PhoneForm,
} from './key-plan';
import { comparedForms, FORM_NAMES, type Form, type FormCounts } from './key-forms';
import { crmIdentities } from './crm-identities';
import { fillPhoneForms } from './fill-phone-forms.step';
import { foreignForms } from './foreign-forms';
import { findNobodysKeys } from './find-nobodys-keys.step';
import { findRekeyedReports } from './find-rekeyed-reports.step';
import { intKeyChanges } from './int-key-changes.model';
import { matchRate, type KeyName, type Treatment, type Tried } from './match-rate';
import { keyPlan, notAKey, phoneCountry } from './match-parameters';
import { srcPhoneForms } from './src-phone-forms';

const WRITTEN_NAMES: Readonly<Record<EmailForm | PhoneForm, string>> = {
  lower: 'trimmed and lower-cased',
  gmail_dots: 'lower-cased, Gmail addresses without dots and tags',
  as_written: 'as written, neither lower-cased nor normalised',
  upper: 'upper-cased',
  e164: 'E.164 with +',
  digits: 'E.164 without +',
  national: 'national digits',
  zeros: 'E.164 with 00 for the +',
  written_digits: 'its digits as written',
};

/** A better treatment of equal forms must raise the match rate by this share to be worth a finding. */
const WORTHWHILE = 0.05;

interface Side {
  readonly forms: FormCounts;
  readonly rawValues: number;
}

async function sideOf(
  workspace: Workspace,
  from: Sql,
  key: KeyName,
  rawColumn: Sql,
  signal: AbortSignal,
): Promise<Side> {
  const forms = await workspace.query(
    sql`select ${keyForm(ident(`${key}_key`))} as form, cast(count(*) as integer) as n from ${from} where ${ident(`${key}_key`)} is not null group by 1 order by n desc, form`,
    signal,
  );
  const raws = await workspace.query(
    sql`select cast(count(*) as integer) from ${from} where ${rawColumn} is not null`,
    signal,
  );
  return {
    forms: forms.rows().map(([form, keys]) => ({ form: form as Form, keys: Number(keys) })),
    rawValues: Number(raws.rows()[0]?.[0] ?? 0),
  };
}

/**
 * Decides how the two sides' keys are compared, and says so. Raw values on one side are normalised and hashed as the
 * other side does it; of the ways to normalise the one with the most matches is taken. Two different hash algorithms
 * cannot be compared: where raw values exist, hashing them anew is offered as a repair, else the finding says what to ask for.
 */
async function planKeys(
  workspace: Workspace,
  settings: Pick<ProjectSettings, 'phoneCountry'> & Pick<Decided, 'acceptedRepairs' | 'notAKey'>,
  deliveredFiles: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly plan: KeyPlan; readonly findings: readonly Finding[] }> {
  const nobodys = await findNobodysKeys(workspace, signal);
  const findings: Finding[] = [...nobodys.findings];
  const plan: {
    delivered: { email: KeyTreatment<EmailForm>; phone: KeyTreatment<PhoneForm> };
    crm: { email: KeyTreatment<EmailForm>; phone: KeyTreatment<PhoneForm> };
  } = { delivered: { ...AS_IS }, crm: { ...AS_IS } };
  await fillPhoneForms(workspace, settings.phoneCountry, signal);
  const rekeyed = await findRekeyedReports(workspace, signal);

  for (const key of ['email', 'phone'] as const) {
    const forms: readonly (EmailForm | PhoneForm)[] = key === 'email' ? EMAIL_FORMS : PHONE_FORMS;
    const deliveredSide = await sideOf(workspace, sql`${stgDeliveredLeads}`, key, ident(key), signal);
    const crmSide = await sideOf(workspace, crmIdentities, key, sql`null`, signal);
    const compared = comparedForms(deliveredSide.forms, crmSide.forms);
    if (compared.delivered === null || compared.crm === null) continue;
    const delivered = { form: compared.delivered, rawValues: deliveredSide.rawValues };
    const crm = { form: compared.crm };

    const rate = async (d: Treatment, c: Treatment): Promise<number> =>
      matchRate(workspace, key, { delivered: d, crm: c }, null, signal);
    const best = async (
      make: (form: EmailForm | PhoneForm) => readonly [Treatment, Treatment],
    ): Promise<Tried & { readonly others: readonly Tried[] }> => {
      const tried: Tried[] = [];
      for (const form of forms) {
        const [d, c] = make(form);
        tried.push({ form, rate: await rate(d, c), delivered: d, crm: c });
      }
      const chosen = tried.reduce((a, b) => (b.rate > a.rate ? b : a));
      return { ...chosen, others: tried.filter((other) => other !== chosen) };
    };
    const use = (chosen: { delivered: Treatment; crm: Treatment }): void => {
      Object.assign(plan.delivered, { [key]: chosen.delivered });
      Object.assign(plan.crm, { [key]: chosen.crm });
    };
    const asIs: Treatment = { from: 'key' };
    const report = (
      parts: Omit<Parameters<typeof finding>[0], 'code' | 'source' | 'column' | 'files'>,
    ): void => {
      const of = { source: 'delivered_leads', column: `${key}_hash`, files: deliveredFiles } as const;
      findings.push(finding({ code: 'hash_mismatch', ...of, ...parts }));
    };
    const label = key === 'email' ? 'e-mail' : 'phone';
    const hasRawAmong = (side: Side, form: Form): boolean =>
      form !== 'raw' && side.forms.some((other) => other.form === 'raw');
    if (compared.delivered === compared.crm && compared.crm !== 'raw') {
      const algorithm = compared.crm;
      findings.push(
        ...(await foreignForms(
          workspace,
          'delivered_leads',
          key,
          deliveredSide.forms,
          crmSide.forms,
          signal,
        )),
      );
      if (rekeyed[key].length === 0) {
        findings.push(
          ...(await foreignForms(workspace, 'crm_report', key, crmSide.forms, deliveredSide.forms, signal)),
        );
      }
      const rawAmong = (form: EmailForm | PhoneForm): Treatment => ({
        from: 'key',
        rawAmong: { form, algorithm },
      });
      const [onDelivered, onCrm] = [hasRawAmong(deliveredSide, algorithm), hasRawAmong(crmSide, algorithm)];
      if (onDelivered || onCrm) {
        const chosen = await best((form) => [
          onDelivered ? rawAmong(form) : asIs,
          onCrm ? rawAmong(form) : asIs,
        ]);
        use(chosen);
        const raws = ({ forms: counts }: Side): number =>
          counts.find(({ form }) => form === 'raw')?.keys ?? 0;
        const [leads, identities] = [onDelivered ? raws(deliveredSide) : 0, onCrm ? raws(crmSide) : 0];
        const who = [
          ...(leads > 0 ? [plural(leads, 'delivered lead')] : []),
          ...(identities > 0
            ? [plural(identities, 'identity of the CRM reports', 'identities of the CRM reports')]
            : []),
        ];
        const isOne = leads + identities === 1 ? 1 : 2;
        report({
          severity: 'info',
          message: say`${joined(who, ' and ')} ${agree(isOne, 'has', 'have')} a raw ${label} value where the others have ${FORM_NAMES[algorithm]}. ${agree(isOne, 'It was', 'They were')} hashed here (${WRITTEN_NAMES[chosen.form]}): ${percent(chosen.rate)} of the identities find a delivered lead by it.`,
          evidence: [{ label: 'Match rate', value: percent(chosen.rate) }],
        });
      }
    }
    const fromRaw = (form: EmailForm | PhoneForm, algorithm: HashAlgorithm | null): Treatment => ({
      from: 'raw',
      form,
      algorithm,
    });
    /** What a second way to write or to hash the same values would find besides; null where none finds many. */
    const secondForm = async (chosen: Tried, others: readonly Tried[]): Promise<Sentence | null> => {
      let most: { readonly of: Tried; readonly more: number } | null = null;
      for (const of of others) {
        // It finds no more than it does alone.
        if (of.rate < Math.max(WORTHWHILE, most?.more ?? 0)) continue;
        const more = (await matchRate(workspace, key, chosen, of, signal)) - chosen.rate;
        if (more >= WORTHWHILE && more > (most?.more ?? 0)) most = { of, more };
      }
      if (most === null) return null;
      const algorithmOf = ({ delivered: d, crm: c }: Tried): HashAlgorithm | null =>
        d.from === 'raw' ? d.algorithm : c.from === 'raw' ? c.algorithm : null;
      const [now, then] = [algorithmOf(chosen), algorithmOf(most.of)];
      const how = now === then || then === null ? WRITTEN_NAMES[most.of.form] : FORM_NAMES[then];
      return say` ${percent(most.more)} more would by another form (${how}): the hashes were made in two ways, of which only one can be compared. These identities find no lead by ${label}. Ask for hashes that are all made in one way.`;
    };
    if (delivered.form === 'raw' && crm.form === 'raw') {
      use(await best((form) => [fromRaw(form, null), fromRaw(form, null)]));
      continue;
    }
    if (delivered.form === 'raw' || crm.form === 'raw') {
      const algorithm = (delivered.form === 'raw' ? crm.form : delivered.form) as HashAlgorithm;
      const chosen = await best((form) =>
        delivered.form === 'raw' ? [fromRaw(form, algorithm), asIs] : [asIs, fromRaw(form, algorithm)],
      );
      use(chosen);
      // The side that is hashed may have been so by several algorithms.
      const hashed = delivered.form === 'raw' ? crmSide : deliveredSide;
      const mixed: Tried[] = [];
      for (const other of hashed.forms.flatMap(({ form }) =>
        form === 'raw' || form === algorithm ? [] : [form],
      )) {
        const { others: _, ...found } = await best((form) =>
          delivered.form === 'raw' ? [fromRaw(form, other), asIs] : [asIs, fromRaw(form, other)],
        );
        mixed.push(found);
      }
      const second = await secondForm(chosen, [...chosen.others, ...mixed]);
      const side = delivered.form === 'raw' ? 'The delivered leads have' : 'The CRM reports have';
      report({
        severity: chosen.rate === 0 || second !== null ? 'warning' : 'info',
        message: say`${side} raw ${label} values where the other side has ${FORM_NAMES[algorithm]}. They were hashed here (${WRITTEN_NAMES[chosen.form]}): ${percent(chosen.rate)} of the identities find a delivered lead by it.${chosen.rate === 0 ? ' None does in any form that is tried: these are other people, the other side hashed another text (with a salt or a line end, twice, in another encoding or notation), or the cells hold something else besides (a second address, a name). Look at both columns, and ask how they were hashed.' : ''}${second ?? ''}`,
        evidence: [{ label: 'Match rate', value: percent(chosen.rate) }],
      });
      continue;
    }
    if (delivered.form !== crm.form) {
      const algorithm = crm.form;
      const message = say`The ${label} hashes are of two kinds: the delivered leads have ${FORM_NAMES[delivered.form]}, the CRM reports ${FORM_NAMES[algorithm]}. They cannot match as they are.`;
      if (delivered.rawValues === 0) {
        report({
          severity: 'error',
          message: say`${message} Where a file has a column in the other's algorithm too, choose that one on the Sources screen; else ask for one of the two to be exported so, or for the raw values.`,
          evidence: [{ label: 'Match rate', value: percent(0) }],
        });
        continue;
      }
      const chosen = await best((form) => [fromRaw(form, algorithm), asIs]);
      const code = `rehash_${key}`;
      const isAccepted = settings.acceptedRepairs.includes(code);
      if (isAccepted) use(chosen);
      report({
        severity: isAccepted ? 'info' : 'error',
        message: say`${message} The raw ${label} values of the delivered leads, hashed with the CRM's algorithm (${WRITTEN_NAMES[chosen.form]}), ${isAccepted ? 'are used instead and match' : 'would match'} ${percent(chosen.rate)} of the identities.`,
        repair: { code, effect: say`Match rate by ${label} ${percent(0)} → ${percent(chosen.rate)}.` },
        evidence: [
          { label: 'Match rate as it is', value: percent(0) },
          { label: 'Match rate of raw values hashed anew', value: percent(chosen.rate) },
        ],
      });
      continue;
    }
    if (delivered.rawValues > 0) {
      const now = await rate(plan.delivered[key], plan.crm[key]);
      const chosen = await best((form) => [fromRaw(form, crm.form as HashAlgorithm), plan.crm[key]]);
      if (chosen.rate - now < WORTHWHILE) continue;
      const code = `rehash_${key}`;
      const isAccepted = settings.acceptedRepairs.includes(code);
      if (isAccepted) use(chosen);
      report({
        severity: isAccepted ? 'info' : 'warning',
        message: say`The ${label} hashes of the two sides were made from differently written values: ${percent(now)} of the identities match. The raw values of the delivered leads, hashed ${WRITTEN_NAMES[chosen.form]}, match ${percent(chosen.rate)}.`,
        repair: { code, effect: say`Match rate by ${label} ${percent(now)} → ${percent(chosen.rate)}.` },
        evidence: [
          { label: 'Match rate as it is', value: percent(now) },
          { label: 'Match rate of raw values hashed anew', value: percent(chosen.rate) },
        ],
      });
    }
  }
  return { plan: { ...plan, notAKey: [...settings.notAKey, ...nobodys.keys], rekeyed }, findings };
}

export const planKeysStep = defineStep({
  name: 'plan_keys',
  title: 'Comparing keys',
  reads: [stgDeliveredLeads, srcCrmValues, srcCrmRanges, srcCrmPresence, intKeyChanges],
  takes: [filesRead, acceptedRepairs, notAKey, phoneCountry],
  writes: [srcPhoneForms],
  gives: [keyPlan],
  size: 'rows',
  isTold: true,
  run: async ({ workspace, get, give, found, signal }) => {
    const delivered = get(filesRead).filter((f) => f.status === 'read' && f.source === 'delivered_leads');
    const { plan, findings } = await planKeys(
      workspace,
      {
        acceptedRepairs: get(acceptedRepairs),
        notAKey: get(notAKey),
        phoneCountry: get(phoneCountry),
      },
      delivered.map(({ file }) => file),
      signal,
    );
    give(keyPlan, plan);
    found(findings);
  },
});
