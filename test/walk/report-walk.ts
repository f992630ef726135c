import type { Walker } from './walker';

/** The report says how many pages it has, and shows each of them. */
export async function reportPages(walker: Walker): Promise<void> {
  const { page } = walker;
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('img', { name: /^Page 1 of/ }).waitFor();
  await walker.settled();
  const sheets = await preview.getByRole('img').count();
  const said =
    (await preview
      .getByText(/pages?$/)
      .first()
      .textContent()) ?? '';
  walker.counted('Report › pages', said, sheets);
  const names = await preview
    .getByRole('img')
    .evaluateAll((all) => all.map((sheet) => sheet.getAttribute('aria-label') ?? ''));
  for (const [at, name] of names.entries()) walker.counted(`Report › ${name}`, name, at + 1);
}
