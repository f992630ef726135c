import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { writeOpeningPage } from '../../electron/headless/opening-page';
import { temporaryFolder } from '../support/temporary-folder';

it('The page that a browser is started with leads to the address, can be read by its user alone, and goes away', async () => {
  const address = 'http://127.0.0.1:4711/?token=0123456789abcdef';
  const { file, remove } = await writeOpeningPage(await temporaryFolder(), address);
  expect(await readFile(file, 'utf8')).toContain(`content="0; url=${address}"`);
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect((await stat(dirname(file))).mode & 0o077).toBe(0);
  await remove();
  await expect(stat(dirname(file))).rejects.toMatchObject({ code: 'ENOENT' });
});
