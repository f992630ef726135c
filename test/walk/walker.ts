import type { Page } from '@playwright/test';
import { claimsOfButton, claimsOfMark, claimsOfTwin, type Claim, type Lines } from './claims';
import { isShown, type NumberReader } from './numbers';
import { readBehind, readPages, tableOf, type Behind, type Table } from './rows-behind';
import type { ButtonOfPage, Opened, Part, PictureMark, Rows } from './seen';

/** A number that is not what stands behind it, or a mark that answers nothing. */
export interface Difference {
  readonly mark: string;
  readonly shown: string;
  /** As the panel says it. */
  readonly counted: string;
  readonly paged: string;
  readonly exported: string;
  readonly why: string;
}

/** What was walked at one stop. */
export interface Walked {
  marks: number;
  readonly kinds: Map<string, number>;
  readonly differences: Difference[];
}

/** How much of a stop is walked. */
export interface Reach {
  /** Marks of one kind, of one chart or of one column of a table. */
  readonly mostOfAKind: number;
  /** What of the screen, by the headings of its parts; absent: all. */
  readonly only?: RegExp;
}

const digits = /\p{Nd}/u;

/** Walks the numbers and the marks of what the page shows. */
export class Walker {
  readonly page: Page;
  readonly #read: NumberReader;
  readonly #behind = new Map<string, Behind>();
  readonly #walked: Walked = { marks: 0, kinds: new Map(), differences: [] };

  constructor(page: Page, read: NumberReader) {
    this.page = page;
    this.#read = read;
  }

  /** What was walked since the last time, and begins anew. */
  take(): Walked {
    const { marks, kinds, differences } = this.#walked;
    const taken = { marks, kinds: new Map(kinds), differences: [...differences] };
    this.#walked.marks = 0;
    kinds.clear();
    differences.length = 0;
    return taken;
  }

  /** Whether another mark of this kind shall be walked; counts it. */
  #isWanted(kind: string, reach: Reach): boolean {
    const known = this.#walked.kinds.get(kind) ?? 0;
    if (known >= reach.mostOfAKind) return false;
    this.#walked.kinds.set(kind, known + 1);
    return true;
  }

  /** A number that opens nothing, against what it counts; NaN: there must be none, and it must say so. */
  counted(mark: string, shown: string, exact: number): void {
    this.#walked.marks += 1;
    const number = this.#read.first(shown);
    if (Number.isNaN(exact) && shown.trim() === '–') return;
    if (number !== null && isShown(number, exact)) return;
    const why = `counts ${String(exact)}`;
    this.#walked.differences.push({ mark, shown, counted: '', paged: '', exported: '', why });
  }

  /** The first number of a text; NaN where it has none. */
  numberIn(text: string): number {
    return this.#read.first(text)?.value ?? NaN;
  }

  /** A whole number as the page writes it. */
  write(value: number): string {
    return this.#read.write(value);
  }

  /** Until the table of the screen says how many rows it has, and nothing is on its way to it. */
  rowsShown(): Promise<void> {
    return this.page.evaluate(() => window.walk.rowsShown());
  }

  /** The columns and all rows of the table of the screen. */
  async rowsNow(): Promise<{ readonly columns: Rows['columns']; readonly pages: Table }> {
    const query = await this.page.evaluate(() => window.walk.lastQuery());
    const said = (await this.page.evaluate(() => window.walk.rowCount())) ?? '';
    const { rows, columns } = await readPages(this.page, query, this.numberIn(said));
    return { columns, pages: tableOf(columns, rows) };
  }

  /**
   * The rows of the table of the screen: how many it says, has on its pages, and in its file.
   * @param of how many rows the screen says elsewhere that there are @param most of more only the count is compared
   */
  async table(mark: string, of: string, most: number): Promise<void> {
    this.#walked.marks += 1;
    const said = (await this.page.evaluate(() => window.walk.rowCount())) ?? '';
    const query = await this.page.evaluate(() => window.walk.lastQuery());
    const opened = { ...NOWHERE, count: said, query };
    const [shown = NaN, all = shown] = this.#read.all(said).map(({ value }) => value);
    const wanted = this.numberIn(of);
    if (shown > most) {
      if (all !== wanted) this.#differ(mark, of, opened, 'the table has other rows');
      return;
    }
    const behind = await readBehind(this.page, query, shown);
    if (behind.differ !== null) this.#differ(mark, of, opened, behind.differ, behind);
    if (shown !== behind.pages.lines.length || (wanted !== shown && wanted !== all))
      this.#differ(mark, of, opened, 'the table has other rows', behind);
  }

  #differ(mark: string, shown: string, opened: Opened, why: string, behind?: Behind): void {
    this.#walked.differences.push({
      mark,
      shown,
      counted: opened.count,
      paged: behind ? String(behind.pages.lines.length) : '',
      exported: behind ? String(behind.file.lines.length) : '',
      why,
    });
  }

  /** Compares what a mark says with its panel, the pages of it, and its file. */
  async compare(mark: string, claims: readonly Claim[], opened: Opened): Promise<void> {
    this.#walked.marks += 1;
    const shown = claims.map((claim) => claim.shown).join(' and ');
    if (opened.where.startsWith('#/review') && opened.kind === 'moved') {
      const [listed, number] = [await this.#toJudge(), this.#read.first(shown)];
      if (number === null || number.value !== listed) {
        this.#differ(mark, shown, opened, `the rail says ${String(listed)}`);
      }
      return;
    }
    if (opened.kind !== 'rows') {
      const isNone = claims.length > 0 && claims.every((claim) => this.#read.first(claim.shown)?.value === 0);
      if (opened.kind !== 'nothing' || !isNone) {
        this.#differ(
          mark,
          shown,
          opened,
          opened.kind === 'nothing' ? 'answers nothing' : `${opened.kind}: ${opened.title}${opened.where}`,
        );
      }
      return;
    }
    if (claims.length === 0) {
      this.#differ(mark, shown, opened, `opens rows of which it shows no number: ${opened.title}`);
      return;
    }
    const counted = this.#read.first(opened.count)?.value ?? NaN;
    let behind = this.#behind.get(opened.query);
    if (!behind) {
      behind = await readBehind(this.page, opened.query, counted);
      this.#behind.set(opened.query, behind);
    }
    if (behind.differ !== null) this.#differ(mark, shown, opened, behind.differ, behind);
    if (counted !== behind.pages.lines.length)
      this.#differ(mark, shown, opened, 'the panel counts other rows than its pages have', behind);
    for (const claim of claims) this.#check(mark, claim, opened, behind);
    if (opened.isCovered) this.#differ(mark, shown, opened, 'the panel covers what was clicked', behind);
  }

  /** A sentence names how many rows it opens, or what its panel says of them. */
  #checkSentence(mark: string, shown: string, opened: Opened, behind: Behind): void {
    const rows = behind.pages.lines.length;
    const told = opened.says.map(([, text]) => this.#read.first(text)?.value ?? NaN);
    const counts = told.length > 0 ? told : [rows];
    // Of names of files the days are no counts.
    const numbers = this.#read.all(shown.replaceAll(/\S+\.\w{2,7}(?=\W|$)/g, ' ')).map(({ value }) => value);
    const both = numbers.slice(0, 2).reduce((sum, value) => sum + value, 0);
    if (!counts.every((count) => numbers.includes(count) || both === count)) {
      this.#differ(mark, shown, opened, `says ${counts.join(', ')} of ${String(rows)} rows`, behind);
    }
  }

  #check(mark: string, { shown, take, isAmong }: Claim, opened: Opened, behind: Behind): void {
    if (isAmong) {
      this.#checkSentence(mark, shown, opened, behind);
      return;
    }
    const number = this.#read.first(shown);
    // A number that cannot be had is none, whatever stands behind it.
    if (shown.trim() === '–') return;
    if (number === null) {
      this.#differ(mark, shown, opened, 'shows no number', behind);
      return;
    }
    try {
      const [paged, exported] = [take.of(behind.pages), take.of(behind.file)];
      if (!isShown(abs(number), Math.abs(paged)) || !isShown(abs(number), Math.abs(exported))) {
        const found = `${take.name}: ${String(paged)} on the pages, ${String(exported)} in the file`;
        this.#differ(mark, shown, opened, `${found}; panel “${opened.title}”`, behind);
      }
      for (const part of take.said) {
        const value = part.of(behind.pages);
        const isSaid = [opened.count, ...opened.says.map(([, text]) => text)].some((text) => {
          const said = this.#read.first(text);
          return said !== null && isShown(said, value);
        });
        if (!isSaid) this.#differ(mark, shown, opened, `the panel does not say the ${part.name}`, behind);
      }
    } catch (error) {
      this.#differ(mark, shown, opened, `${String(error)}; panel “${opened.title}”`, behind);
    }
  }

  /** Every button that shows a number, or opens rows. */
  async buttons(of: Part, reach: Reach): Promise<void> {
    const measure = await this.#measure();
    const hash = new URL(this.page.url()).hash;
    for (const button of await this.page.evaluate((part) => window.walk.buttons(part), of)) {
      if (!isMark(button) || (reach.only && !reach.only.test(button.under))) continue;
      const kind = `${button.under}, ${button.tile || button.column || button.text.replaceAll(/[\p{Nd}.,\s]+/gu, '#')}`;
      if (!this.#isWanted(kind, reach)) continue;
      const opened = await this.page.evaluate(([part, place]) => window.walk.press(part, place), [
        of,
        button.place,
      ] as const);
      const row = button.row[0]?.[1].slice(0, 40) ?? '';
      await this.compare(
        [button.under, row, button.column || button.tile || button.name || button.text]
          .filter((part) => part !== '')
          .join(' › '),
        claimsOfButton(button, { hash, measure }),
        opened,
      );
      if (of === 'panel' || opened.kind === 'moved') await this.back();
    }
  }

  async #measure(): Promise<string> {
    const chosen = this.page
      .getByRole('radiogroup', { name: 'What to compare' })
      .getByRole('radio', { checked: true });
    return (await chosen.count()) === 0
      ? ''
      : chosen.evaluate((radio) => radio.parentElement?.textContent ?? '').then((text) => text.trim());
  }

  /** What the rail says of Review. */
  async #toJudge(): Promise<number> {
    const entry = this.page.getByRole('navigation').getByRole('button', { name: /^Review/ });
    // With nothing to judge it has no number.
    return this.#read.first((await entry.getAttribute('aria-label')) ?? '')?.value ?? 0;
  }

  /** Back to where the last step began. */
  async back(): Promise<void> {
    await this.page.goBack();
    await this.page.evaluate(() => window.walk.settled());
  }

  settled(): Promise<void> {
    return this.page.evaluate(() => window.walk.settled());
  }

  /** The numbers of the screen of files, and those in the panel of each file. */
  async files(reach: Reach): Promise<void> {
    await this.buttons('screen', reach);
    const isFile = ({ text }: ButtonOfPage): boolean => /\.\w{2,8}(\.gz)?$/.test(text);
    const files = (await this.page.evaluate(() => window.walk.buttons('screen'))).filter(isFile);
    for (const { place } of files.slice(0, reach.mostOfAKind * 3)) {
      const opened = await this.page.evaluate((at) => window.walk.press('screen', at), place);
      if (opened.kind !== 'panel') this.#differ('a file', '', opened, 'opens no panel');
      await this.buttons('panel', reach);
    }
  }

  #bring(place: number, point: PictureMark['at']): Promise<[number, number]> {
    return this.page.evaluate(([of, where]) => window.walk.bring(of, where), [place, point] as const);
  }

  /** Every mark of every chart, by the mouse. */
  async pictures(reach: Reach): Promise<void> {
    for (const picture of await this.page.evaluate(() => window.walk.pictures())) {
      if (reach.only && !reach.only.test(picture.title)) continue;
      let size = '';
      let marks: readonly PictureMark[] = [];
      for (let index = 0; index === 0 || index < marks.length; index += 1) {
        // A panel that opened beside it has drawn the chart anew.
        const now = await this.page.evaluate((place) => window.walk.sizeOf(place), picture.place);
        if (now !== size)
          marks = await this.page.evaluate((place) => window.walk.marksOf(place), picture.place);
        size = now;
        const mark = marks[index];
        if (!mark) break;
        if (!this.#isWanted(`${picture.title}, ${mark.series ?? 'names'}`, reach)) continue;
        const tip = await this.#bring(picture.place, mark.tip);
        await this.page.mouse.move(...tip);
        const lines: Lines = await this.page.evaluate(
          ([place, pointer]) => window.walk.tooltip(place, pointer),
          [picture.place, tip] as const,
        );
        const at = await this.#bring(picture.place, mark.at);
        await this.page.mouse.move(...at);
        // Marks that lie over each other change places where the pointer is over them.
        const hit = await this.page.evaluate(([place, point]) => window.walk.under(place, point), [
          picture.place,
          at,
        ] as const);
        const { series, index: item } = hit ?? { series: null, index: mark.index };
        await this.page.evaluate(() => window.walk.beforeClick());
        await this.page.mouse.click(...at);
        const opened = await this.page.evaluate(() => window.walk.afterClick());
        await this.compare(
          `${picture.title} › ${series ?? 'names'} ${String(item)}`,
          claimsOfMark(picture.title, series, lines, opened),
          opened,
        );
      }
    }
  }

  /** Every line of the table twins of the charts. */
  async twins(reach: Reach): Promise<void> {
    const pictures = await this.page.evaluate(() => window.walk.pictures());
    for (const { title } of pictures) {
      if (reach.only && !reach.only.test(title)) continue;
      await this.page
        .getByRole('button', { name: `Menu of the chart “${title}”`, exact: true })
        .first()
        .click();
      await this.page.getByRole('menuitem', { name: 'Show as table' }).click();
      await this.page.evaluate(() => window.walk.settled());
      for (const button of await this.page.evaluate(() => window.walk.buttons('screen'))) {
        if (button.under !== title || button.row.length === 0 || button.column !== button.row[0]?.[0])
          continue;
        if (!this.#isWanted(`${title}, as a table`, reach)) continue;
        const opened = await this.page.evaluate((place) => window.walk.press('screen', place), button.place);
        await this.compare(
          `${title}, as a table › ${button.text}`,
          claimsOfTwin(title, button.row, opened),
          opened,
        );
      }
      await this.page
        .getByRole('button', { name: `Menu of the chart “${title}”`, exact: true })
        .first()
        .click();
      await this.page.getByRole('menuitem', { name: 'Show as chart' }).click();
    }
  }
}

const NOWHERE: Opened = {
  kind: 'rows',
  title: '',
  subtitle: '',
  count: '',
  says: [],
  query: '',
  where: '',
  isCovered: false,
};

const abs = ({ value, decimals }: { value: number; decimals: number }) => ({
  value: Math.abs(value),
  decimals,
});

/** Names of files, and what does something else than to open rows. */
const NO_MARK =
  /\.\w{2,7}$|^and \d|^Take it|^Accept|^Acknowledge|^Edit|^CSV$|^Columns$|^\d+ of \d+ columns$|^Save|^Filter/;

/** Whether a button says that it opens rows: it shows a number, or says so. */
const isMark = ({ text, tile, name, isDisabled }: ButtonOfPage): boolean =>
  !isDisabled &&
  (tile !== '' || text === 'Show rows' || text === 'Repeats' || (digits.test(text) && !NO_MARK.test(text))) &&
  !/^More ways/.test(name);
