import type { Locator, Page } from '@playwright/test';
import { expect } from './app';

/** Steps after which a screen that still gives new stops is taken for one that holds the focus fast. */
const MOST_STEPS = 700;

/** What has to answer to a key: controls, and what a role or a place in the order of Tab makes one. */
const CONTROLS = [
  'a[href]',
  'button',
  'input',
  'select',
  'textarea',
  'summary',
  '[contenteditable="true"]',
  ...'button link checkbox radio switch slider tab menuitem option combobox listbox grid treegrid treeitem'
    .split(' ')
    .map((role) => `[role=${role}]`),
  '[role=separator][tabindex]',
  '[tabindex="0"]',
].join(', ');

/** Parts in which the arrow keys go on from the one place that Tab finds. */
const COMPOSITES =
  '[role=grid], [role=treegrid], [role=tree], [role=radiogroup], [role=listbox], [role=tablist], [role=menu], .cm-editor';

interface Step {
  /** Null: the focus is on nothing. */
  readonly at: string | null;
  readonly isNew: boolean;
  /** What had the focus before and looked the same with it as without. */
  readonly unseen: string | null;
}

/** Notes what has the focus once it is drawn, and compares the look of what had it before with its look then. */
const note = (page: Page): Promise<Step> =>
  page.evaluate(async () => {
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    const store = window as unknown as { llLast?: { element: Element; look: string; words: string } };
    const words = (element: Element): string =>
      `<${element.tagName.toLowerCase()} ${['id', 'role', 'aria-label', 'class', 'col-id']
        .flatMap((name) => {
          const value = element.getAttribute(name);
          return value === null || value === '' ? [] : [`${name}="${value.slice(0, 60)}"`];
        })
        .join(' ')}>${element.textContent.slice(0, 30)}`;
    /** Outline, shadow and frame of what has the focus and of what stands for it. */
    const lookOf = (element: Element): string => {
      const active = element.getAttribute('aria-activedescendant');
      const parts = [
        element,
        element.parentElement,
        element.nextElementSibling,
        element.closest('.cm-editor'),
        active === null ? null : document.getElementById(active),
      ];
      return parts
        .flatMap((part) =>
          part
            ? [null, '::before', '::after'].map((pseudo) => {
                const style = getComputedStyle(part, pseudo);
                const outline =
                  style.outlineStyle === 'none' || style.outlineWidth === '0px'
                    ? ''
                    : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
                return `${outline}|${style.boxShadow}|${style.borderTopWidth} ${style.borderTopColor} ${style.borderLeftColor}`;
              })
            : [],
        )
        .join('\n');
    };
    const last = store.llLast;
    const element = document.activeElement;
    const unseen =
      last?.element.isConnected && last.element !== element && lookOf(last.element) === last.look
        ? last.words
        : null;
    if (!element || element === document.body) {
      delete store.llLast;
      return { at: null, isNew: false, unseen };
    }
    const isNew = !element.hasAttribute('data-walked');
    element.setAttribute('data-walked', '');
    store.llLast = { element, look: lookOf(element), words: words(element) };
    return { at: words(element), isNew, unseen };
  });

/** Controls in sight that Tab and the arrows do not find, and things that look as if they answered to a click only. */
const missed = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    ([controls, composites]) => {
      const shown = (element: Element): boolean => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
      };
      const off = (element: Element): boolean =>
        element.closest(
          '[inert], [aria-hidden="true"], :disabled, [aria-disabled="true"], [data-disabled]',
        ) !== null;
      const walked = (element: Element | null): boolean =>
        element !== null &&
        (element.hasAttribute('data-walked') || element.querySelector('[data-walked]') !== null);
      const reached = (element: Element): boolean => {
        if (walked(element) || element.closest('[data-walked]')) return true;
        const name = element.getAttribute('name');
        if (element instanceof HTMLInputElement && element.type === 'radio' && name !== null) {
          return document.querySelector(`input[name="${CSS.escape(name)}"][data-walked]`) !== null;
        }
        // The arrow keys go through the options of a list from the field that opened it.
        const list = element.closest('[role=listbox]');
        const opener = list && document.querySelector(`[aria-controls="${CSS.escape(list.id)}"]`);
        return walked(element.closest(composites)) || walked(opener);
      };
      const words = (element: Element): string => element.outerHTML.slice(0, 160);
      const unreached = [...document.querySelectorAll(controls)].filter(
        (element) => shown(element) && !off(element) && !reached(element),
      );
      const clickable = [...document.body.querySelectorAll('*')].filter((element) => {
        if (getComputedStyle(element).cursor !== 'pointer' || !shown(element) || off(element)) return false;
        const parent = element.parentElement;
        if (parent && getComputedStyle(parent).cursor === 'pointer') return false;
        const label = element.closest('label') ?? element.querySelector('label');
        const frame = element.closest('[role=img]')?.parentElement ?? null;
        return (
          !reached(element) &&
          !walked(frame) &&
          !walked(label?.control ?? label?.previousElementSibling ?? null)
        );
      });
      return [...unreached, ...clickable].map(words);
    },
    [CONTROLS, COMPOSITES] as const,
  );

/** What can have the focus and has no name for a screen reader, by the browser's own reckoning. */
async function nameless(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const found: string[] = [];
    for (const node of nodes) {
      const focusable = node.properties?.some(
        ({ name, value }) => name === 'focusable' && value.value === true,
      );
      const role = String(node.role?.value ?? '');
      if (node.ignored || !focusable || role === 'RootWebArea') continue;
      if (String(node.name?.value ?? '').trim() !== '') continue;
      if (node.backendDOMNodeId === undefined) continue;
      const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId });
      const { result } = await session.send('Runtime.callFunctionOn', {
        objectId: object.objectId ?? '',
        // What only scripts give the focus to needs no name, and text that can be focused is read itself.
        functionDeclaration: `function () {
            const isText = !this.hasAttribute('role') && this.textContent.trim() !== '';
            const isGuard = this.classList.contains('ag-tab-guard');
            return this.tabIndex < 0 || isText || isGuard ? '' : this.outerHTML.slice(0, 160);
          }`,
      });
      if (result.value !== '') found.push(`${role}: ${String(result.value)}`);
    }
    return found;
  } finally {
    await session.detach();
  }
}

/** What a walk through a screen with Tab alone has against it. */
export interface WalkReport {
  readonly stops: number;
  /** The walk did not come round: something keeps the focus. */
  readonly stuck: string | null;
  readonly unseen: readonly string[];
  readonly missed: readonly string[];
  readonly nameless: readonly string[];
}

/** Walks through all that Tab finds until it comes round. */
export async function walk(page: Page): Promise<WalkReport> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('[data-walked]')) element.removeAttribute('data-walked');
    delete (window as unknown as { llLast?: unknown }).llLast;
  });
  const unseen: string[] = [];
  let stops = 0;
  let last: string | null = null;
  let came = false;
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press('Tab');
    const { at, isNew, unseen: before } = await note(page);
    if (before !== null) unseen.push(before);
    if (at !== null && !isNew) {
      came = true;
      break;
    }
    if (at !== null) {
      stops += 1;
      last = at;
    }
  }
  return {
    stops,
    stuck: came ? null : last,
    unseen,
    missed: await missed(page),
    nameless: await nameless(page),
  };
}

/** Goes on with Tab until the focus is on `target`. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeAttached();
  for (let step = 0; step < MOST_STEPS; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not come to ${String(target)}.`);
}

/** The focus stays in `part`, whichever way Tab goes. */
export async function expectTrap(page: Page, part: Locator): Promise<void> {
  await expect(part).toBeVisible();
  const inside = (): Promise<boolean> =>
    part.evaluate(
      (element) => element === document.activeElement || element.contains(document.activeElement),
    );
  await expect.poll(inside).toBe(true);
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press(key);
      const out = (await inside())
        ? null
        : await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
      expect(out, `${key}, step ${String(step)}`).toBeNull();
    }
  }
}
