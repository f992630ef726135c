import { AxeBuilder } from '@axe-core/playwright';
import { serverAddress } from '../../shared/domain/server-place';
import { startMadeUpServer, type MadeUpServer } from '../support/made-up-server';
import { expect, goTo, test as base, upToDate } from './app';

const LEADS = ['lead_uuid,email_hash,phone_hash', 'L1,aa,bb', 'L2,cc,dd'].join('\n');

const test = base.extend<{ readonly server: MadeUpServer }>({
  server: async ({}, use) => {
    const server = await startMadeUpServer({
      files: { 'delivered leads.csv': `${LEADS}\n`, 'half.csv.filepart': 'lead' },
      password: 'Tr3asure-Box',
    });
    await use(server);
    server.close();
  },
});

// A refused call is an answer of status 400, which the browser tells its console.
test.use({ expectedComplaint: /status of 400/ });

test('files of a server are fetched once its key is accepted, and are the open folder then', async ({
  page,
  serve,
  server,
}) => {
  await serve();
  await page.getByRole('button', { name: 'Files from a server' }).click();
  const panel = page.getByRole('complementary', { name: 'Files from a server' });
  await expect(panel).toContainText('This is the one thing by which Leadlens leaves this machine');
  const address = panel.getByRole('textbox', { name: 'Address' });
  await address.fill('sftp://ada:geheim@files.example.com/x');
  await expect(panel).toContainText('A password does not belong into the address');
  await expect(panel.getByRole('button', { name: 'Test and show key' })).toBeDisabled();
  await address.fill(serverAddress(server.place));
  await panel.getByText('Password', { exact: true }).click();
  await panel.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await expect(panel.getByRole('button', { name: 'Fetch now' })).toBeDisabled();

  await panel.getByRole('button', { name: 'Test and show key' }).click();
  await expect(panel).toContainText(/SHA256:[A-Za-z0-9+/]{43} \(ssh-rsa\)/);
  expect(server.tried).toEqual([]);
  expect((await new AxeBuilder({ page }).include('aside').analyze()).violations).toEqual([]);
  await panel.getByRole('button', { name: 'Accept this key' }).click();
  await expect(panel).toContainText('its key is the one that you accepted');

  await panel.getByRole('button', { name: 'Fetch now' }).click();
  await expect(panel.getByRole('alert')).toContainText('does not let ada in with this password.');
  await panel.getByRole('textbox', { name: 'Password' }).fill('Tr3asure-Box');
  await panel.getByRole('button', { name: 'Fetch now' }).click();

  await upToDate(page);
  await goTo(page, 'Sources');
  await expect(page.getByRole('main')).toContainText('delivered leads.csv');
  await page.getByRole('button', { name: 'Files from a server' }).click();
  await expect(panel.getByRole('textbox', { name: 'Address' })).toHaveValue(serverAddress(server.place));
  await expect(panel).toContainText('What came last');
  await expect(panel.getByRole('listitem')).toHaveText(['delivered leads.csv']);
  await expect(panel).toContainText('not to be fetched: 1 file');
  await panel.getByRole('button', { name: 'Close the panel' }).click();
  await goTo(page, 'Findings');
  await expect(page.getByRole('main')).toContainText('Not fetched from the server');
});
