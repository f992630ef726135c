import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endlessParquet } from '../support/parquet-stuck';
import { expect, expectTile, goTo, test, upToDate } from './app';

test('a Parquet file whose reading goes on for ever is left out with the reason, and the others are read', async ({
  page,
  sample,
  serve,
}) => {
  const { folder, truth } = await sample(300, 3);
  const beside = await mkdtemp(join(tmpdir(), 'leadlens-stuck-'));
  try {
    await cp(folder, beside, { recursive: true });
    await writeFile(
      join(beside, 'endless.parquet'),
      endlessParquet({ lead_UUID: ['L1'], email_hash: ['x'] }),
    );
    await serve(beside);
    await upToDate(page);
    await goTo(page, 'Sources');
    await expect(
      page.getByText(
        'endless.parquet cannot be read as Parquet: reading it made no progress for 15 seconds.',
      ),
    ).toBeVisible();
    await goTo(page, 'Funnel');
    await expectTile(page, 'Delivered leads', truth.leadQuality.delivered);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
});
