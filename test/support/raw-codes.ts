import type { Page } from '@playwright/test';

/**
 * Words that programs write and people do not (`not_reported`) in what is to be seen or read out: text, names, hints and
 * the words of charts. What stands in the type of code is a name as a file or a table has it, and so are names of files.
 */
export const rawCodes = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const CODE = /(?<![\w./-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w./-]*[./@])/g;
    const isVerbatim = (element: Element): boolean =>
      element.closest('.cm-editor') !== null || getComputedStyle(element).fontFamily.includes('Mono');
    const found = new Set<string>();
    /** A name that an element also shows in the type of code is one. */
    const shows = (element: Element, code: string): boolean =>
      [...element.querySelectorAll('*')].some(
        (part) => part.childElementCount === 0 && part.textContent === code && isVerbatim(part),
      );
    const read = (text: string | null, element: Element): void => {
      for (const [code] of (text ?? '').matchAll(CODE)) {
        if (shows(element, code)) continue;
        const place = element.closest('section, aside, main, header, nav, [aria-label]');
        found.add(
          `${code} in “${(text ?? '').trim().slice(0, 80)}”, ${place?.getAttribute('aria-label') ?? place?.tagName.toLowerCase() ?? 'page'}`,
        );
      }
    };
    for (const element of document.querySelectorAll('body *')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || isVerbatim(element)) continue;
      for (const node of element.childNodes) if (node instanceof Text) read(node.data, element);
      for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
        read(element.getAttribute(name), element);
    }
    return [...found];
  });
