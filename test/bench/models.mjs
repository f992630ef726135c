// The six attribution models against the truth of a sample, to the cent. Usage: node models.mjs CLI FOLDER
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [cli, folder] = process.argv.slice(2);
const { revenue: truth } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
const run = spawnSync(process.execPath, [cli, 'analyze', folder, '--json', '--no-cache'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  maxBuffer: 2 ** 28,
});
if (run.status !== 0) throw new Error(`leadlens analyze ended with ${run.status}.`);
const { revenue: found } = JSON.parse(run.stdout.toString('utf8'));

const cents = (amount) => Math.round(amount * 100);
const wrong = [];
const compare = (what, ours, theirs) => {
  if (ours === undefined || cents(ours) !== cents(theirs)) wrong.push(`${what}: ${ours}, true ${theirs}`);
};
const models = Object.entries(truth.models);
let campaigns = 0;
compare('invoices', found.invoices, truth.invoices);
compare('invoiced', found.invoiced, truth.invoiced);
for (const [name, model] of models) {
  compare(`${name}, attributed`, found.models[name]?.attributed, model.attributed);
  compare(`${name}, unattributed`, found.models[name]?.unattributed, model.unattributed);
  for (const { campaign_id, revenue } of model.campaigns) {
    const ours = found.models[name]?.campaigns.find(
      (c) => c.campaign_id.toLowerCase() === campaign_id.toLowerCase(),
    );
    compare(`${name}, ${campaign_id}`, ours?.revenue, revenue);
    campaigns++;
  }
}
process.stdout.write(
  `models: ${truth.invoices} invoices counted, ${truth.invoiced} invoiced, ${models.length} models, ${campaigns} revenues of campaigns, ${wrong.length === 0 ? 'all as the truth to the cent' : `${wrong.length} WRONG: ${wrong.slice(0, 5).join('; ')}`}\n`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
