// Runs as a process of its own: saves settings and decisions, saves a file, and moves the project to and fro, and prints
// what was acknowledged, until it is killed.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Grants } from '../../electron/services/grants';
import { createHost } from '../../electron/services/host-methods';
import { entryAbout } from './decision-entries';

const [directory = '', data = '', place = '', seed = '0'] = process.argv.slice(2);
const acknowledge = (what: string): void => void writeSync(1, `${what}\n`);

const host = createHost({
  version: '0.0.0-test',
  host: 'electron',
  directory,
  grants: new Grants(),
  pickFolder: null,
  pickSavePlace: () => Promise.resolve(join(place, 'saved.txt')),
  makeSample: () => Promise.resolve(),
  warn: (message) => void writeSync(2, `${message}\n`),
});

async function writeOn(): Promise<never> {
  const { grantId } = await host.openInitial(data);
  const windowId = 'window';
  await host.methods.openDecisions({ grantId, windowId, takeOver: true });
  for (let i = 0; ; i++) {
    const name = `${seed} ${String(i)}`;
    await host.methods.saveProject({ grantId, settings: { clientName: name } });
    acknowledge(`client ${name}`);
    await host.methods.savePreferences({ preferences: { theme: i % 2 === 0 ? 'dark' : 'light' } });
    acknowledge(`theme ${i % 2 === 0 ? 'dark' : 'light'}`);
    await host.methods.appendDecisions({ grantId, windowId, entries: [entryAbout(name)] });
    acknowledge(`decision ${name}`);
    const save = await host.methods.openSave({ suggestedName: 'saved.txt' });
    if (save !== null) {
      const bytes = new TextEncoder().encode(`${name}\n`.repeat(20_000));
      await host.methods.writeSave({ saveId: save.saveId, bytes: bytes.subarray(0, 70_000) });
      await host.methods.writeSave({ saveId: save.saveId, bytes: bytes.slice(70_000) });
      await host.methods.endSave({ saveId: save.saveId, keep: true });
      acknowledge(`saved ${name}`);
    }
    const to = i % 2 === 0 ? 'beside' : 'app';
    await host.methods.moveProject({ grantId, windowId, to });
    acknowledge(`moved ${to}`);
  }
}

void writeOn();
