import type { WeightModel } from '../../contract/review';
import { sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { estimateWeights, type Comparison } from './fellegi-sunter';
import { intCrmIdentities } from './int-crm-identities.model';
import { intDeliveredLeads } from './int-delivered-leads.model';
import { intKeyRarity } from './int-key-rarity.model';
import { intLinkCandidates } from './int-link-candidates.model';
import { intLinkEvidence } from './int-link-evidence.model';
import { weightModel } from './match-parameters';
import { srcWeightModel } from './src-weight-model';

/** Estimates by what links are weighed, and keeps it for the models that weigh them. */
async function weighLinks(workspace: Workspace, signal?: AbortSignal): Promise<WeightModel> {
  const groups = await workspace.query(
    sql`
select email, phone, email_u, phone_u, cast(count(*) as integer) as pairs from ${intLinkEvidence}
group by all order by all`,
    signal,
  );
  const [sizes] = (
    await workspace.query(
      sql`
select cast((select count(*) from ${intCrmIdentities}) as double), cast((select count(*) from ${intDeliveredLeads}) as double),
  cast((select count(distinct identity_id) from ${intLinkCandidates}) as double),
  coalesce((select max(u_average) from ${intKeyRarity} where key_name = 'email'), 0),
  coalesce((select max(u_average) from ${intKeyRarity} where key_name = 'phone'), 0)`,
      signal,
    )
  ).rows();
  const [identities = 0, leads = 0, linkable = 0, emailU = 0, phoneU = 0] = (sizes ?? []).map(Number);
  const estimate = estimateWeights(
    groups.rows().map(([email, phone, ofEmail, ofPhone, pairs]) => ({
      email: email as Comparison,
      phone: phone as Comparison,
      emailU: Number(ofEmail),
      phoneU: Number(ofPhone),
      pairs: Number(pairs),
    })),
    identities * leads,
    linkable,
  );
  const { m, prior } = estimate;
  await workspace.fill(srcWeightModel, JSON.stringify([m.email, m.phone, prior]), (into) =>
    into.append({
      m_email: { type: 'double', values: [m.email] },
      m_phone: { type: 'double', values: [m.phone] },
      prior: { type: 'double', values: [prior] },
    }),
  );
  return { ...estimate, u: { email: emailU, phone: phoneU } };
}

export const weighLinksStep = defineStep({
  name: 'weigh_links',
  title: 'Weighing links',
  reads: [intLinkEvidence, intLinkCandidates, intCrmIdentities, intDeliveredLeads, intKeyRarity],
  writes: [srcWeightModel],
  gives: [weightModel],
  size: 'constant',
  run: async ({ workspace, give, signal }) => give(weightModel, await weighLinks(workspace, signal)),
});
