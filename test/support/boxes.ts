import type { Page } from '@playwright/test';

/**
 * What is wrong with the boxes of what is to be seen, in words: what lies over something else, is cut without a sign,
 * sticks out of the window or scrolls in a slit. Of a dialog or a panel that is open, what is in it.
 */
export const boxTroubles = (page: Page): Promise<readonly string[]> => page.evaluate(findTroubles);

/** Runs in the page: what it needs stands in it. */
async function findTroubles(): Promise<readonly string[]> {
  /** Pixels that round off. */
  const TOLERANCE = 2;
  /** A scroller that shows less than this shows nothing that can be read. */
  const LEAST = { width: 120, height: 96 };
  const INTERACTIVE =
    'button, a[href], input, select, textarea, [role="button"], [role="tab"], [role="option"], [role="separator"], [tabindex="0"]';

  const troubles = new Set<string>();
  const root =
    [...document.querySelectorAll('[role="dialog"]')].findLast((dialog) => dialog.checkVisibility()) ??
    document.body;
  const panel = root === document.body ? document.querySelector('aside[aria-label]:not(main *)') : null;
  const main = document.querySelector('main');

  const nameOf = (element: Element): string => {
    const words = (element.textContent.trim() || element.getAttribute('aria-label') || '')
      .trim()
      .slice(0, 60);
    const place = element.closest('[aria-label], section, header, nav, main, aside');
    return `${element.tagName.toLowerCase()} “${words}” in ${place?.getAttribute('aria-label') ?? place?.tagName.toLowerCase() ?? 'page'}`;
  };
  const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
  /** What a screen reader reads and nobody sees, or what is drawn over by design. */
  const isHidden = (element: Element): boolean => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const style = styleOf(at);
      if (style.clipPath === 'inset(50%)') return true;
      const box = at.getBoundingClientRect();
      if (style.position === 'absolute' && box.width <= 1 && box.height <= 1) return true;
    }
    return false;
  };
  const textNodes = (element: Element): readonly Text[] =>
    [...element.childNodes].filter((node): node is Text => node instanceof Text && node.data.trim() !== '');
  /** Of each line of the text that stands in it, or of the element where none does: what wraps is no rectangle. */
  const linesOf = (element: Element): readonly DOMRect[] => {
    const nodes = textNodes(element);
    const [first] = nodes;
    const last = nodes.at(-1);
    if (!first || !last) return [element.getBoundingClientRect()];
    const range = document.createRange();
    range.setStartBefore(first);
    range.setEndAfter(last);
    return [...range.getClientRects()];
  };

  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  const common = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const isSeen = (box: Box): boolean => box.right - box.left > TOLERANCE && box.bottom - box.top > TOLERANCE;
  const clips = (overflow: string): boolean => overflow !== 'visible';
  const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

  /** What of a box is left after all that clips it; and whether it was cut by what does not scroll. */
  const clipped = (element: Element, box: Box): { readonly seen: Box; readonly cutBy: Element | null } => {
    let seen = box;
    let cutBy: Element | null = null;
    // A scroller brings all of it into view: what cuts the scroller does not cut what is in it.
    const free = { x: false, y: false };
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = styleOf(at);
      const edge = at.getBoundingClientRect();
      const x = clips(style.overflowX);
      const y = clips(style.overflowY);
      if (scrolls(style.overflowX)) free.x = true;
      if (scrolls(style.overflowY)) free.y = true;
      if (x || y) {
        const isCut =
          (x && !free.x && (box.left < edge.left - TOLERANCE || box.right > edge.right + TOLERANCE)) ||
          (y && !free.y && (box.top < edge.top - 4 || box.bottom > edge.bottom + 4));
        if (isCut) cutBy ??= at;
        seen = common(seen, {
          left: x ? edge.left : seen.left,
          right: x ? edge.right : seen.right,
          top: y ? edge.top : seen.top,
          bottom: y ? edge.bottom : seen.bottom,
        });
      }
      if (style.position === 'fixed') break;
    }
    return { seen, cutBy };
  };

  const parts = [...root.querySelectorAll('*')].filter(
    (element) =>
      !(element instanceof SVGElement) &&
      (element.matches(INTERACTIVE) || textNodes(element).length > 0) &&
      !(panel && main?.contains(element)) &&
      // The link that the keyboard finds first is there when it has the focus.
      !element.closest('[role="tooltip"], .cm-editor, a[href="#content"]') &&
      !isHidden(element),
  );

  // Nothing sticks out sideways.
  for (const element of [document.documentElement, document.body, main])
    if (element && element.scrollWidth > element.clientWidth + 1)
      troubles.add(
        `${element.tagName.toLowerCase()} scrolls sideways by ${String(element.scrollWidth - element.clientWidth)} px`,
      );

  // What scrolls shows enough to read.
  for (const element of [...root.querySelectorAll('*')]) {
    if (element instanceof SVGElement || (panel && main?.contains(element)) || isHidden(element)) continue;
    const style = styleOf(element);
    const hides =
      (scrolls(style.overflowY) && element.scrollHeight > element.clientHeight + TOLERANCE) ||
      (scrolls(style.overflowX) && element.scrollWidth > element.clientWidth + TOLERANCE);
    if (
      !hides ||
      element.matches('textarea, .ag-body-horizontal-scroll-viewport, .ag-body-vertical-scroll-viewport')
    )
      continue;
    const { width, height } = element.getBoundingClientRect();
    if (
      width < LEAST.width ||
      (scrolls(style.overflowY) &&
        element.scrollHeight > element.clientHeight + TOLERANCE &&
        height < LEAST.height)
    )
      troubles.add(
        `${nameOf(element)} scrolls in ${String(Math.round(width))}×${String(Math.round(height))} px`,
      );
  }

  const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const shown: { readonly element: Element; readonly seen: Box }[] = [];
  for (const element of parts) {
    for (const box of linesOf(element)) {
      if (!isSeen(box)) continue;
      const { seen, cutBy } = clipped(element, box);
      if (cutBy && !element.closest('.ag-root-wrapper')) {
        const says =
          (styleOf(cutBy).textOverflow === 'ellipsis' || styleOf(cutBy).webkitLineClamp !== 'none') &&
          element.closest('[title], [data-whole]') !== null;
        if (!says) troubles.add(`${nameOf(element)} is cut`);
      }
      const inWindow = common(seen, window_);
      if (isSeen(inWindow)) shown.push({ element, seen: inWindow });
    }
  }

  // Nothing lies over something else, but for what stays in view above what scrolls.
  const isLayer = ({ position, zIndex, backgroundColor }: CSSStyleDeclaration): boolean =>
    position === 'sticky' ||
    position === 'fixed' ||
    (position === 'absolute' && zIndex !== 'auto' && !backgroundColor.endsWith(', 0)'));
  const layerOf = (element: Element): Element | null => {
    for (let at: Element | null = element; at && at !== root; at = at.parentElement)
      if (isLayer(styleOf(at))) return at;
    return null;
  };
  const layers = new Map(shown.map(({ element }) => [element, layerOf(element)]));
  for (const [i, a] of shown.entries()) {
    for (const b of shown.slice(i + 1)) {
      if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
      if (layers.get(a.element) !== layers.get(b.element)) continue;
      const both = common(a.seen, b.seen);
      if (!isSeen(both)) continue;
      const label =
        a.element.closest('label') ?? a.element.closest('.mantine-Input-wrapper, .mantine-Input-root');
      if (label?.contains(b.element)) continue;
      troubles.add(`${nameOf(a.element)} and ${nameOf(b.element)} lie over each other`);
    }
  }

  /** What stands in the way of a click on it, in words; nothing where it is not drawn. */
  const hitTrouble = (element: Element): string | null => {
    const box = element.getBoundingClientRect();
    if (!isSeen(box)) return null;
    const seen = common(clipped(element, box).seen, window_);
    if (!isSeen(seen)) return `${nameOf(element)} cannot be brought into view`;
    const hit = document.elementFromPoint((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2);
    const label = element.closest('label');
    const isHit =
      !hit ||
      element.contains(hit) ||
      hit.contains(element) ||
      label?.contains(hit) ||
      label?.parentElement?.contains(hit);
    return isHit ? null : `${nameOf(element)} is covered by ${nameOf(hit)}`;
  };

  // Whatever can be used can be hit.
  const places = new Map<Element, readonly [number, number]>();
  for (const scroller of root.querySelectorAll('*'))
    if (scroller.scrollTop !== 0 || scroller.scrollLeft !== 0)
      places.set(scroller, [scroller.scrollLeft, scroller.scrollTop]);
  for (const element of parts.filter((part) => part.matches(INTERACTIVE))) {
    if (element.closest('.ag-root-wrapper') || styleOf(element).pointerEvents === 'none') continue;
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // What moves with the scrolling does so in the next frames.
    let trouble = hitTrouble(element);
    for (let frame = 0; trouble !== null && frame < 3; frame += 1) {
      await new Promise(requestAnimationFrame);
      trouble = hitTrouble(element);
    }
    if (trouble !== null) troubles.add(trouble);
  }
  for (const scroller of root.querySelectorAll('*')) {
    const [left, top] = places.get(scroller) ?? [0, 0];
    if (scroller.scrollTop !== top) scroller.scrollTop = top;
    if (scroller.scrollLeft !== left) scroller.scrollLeft = left;
  }

  // The words of a chart stand beside each other and in its picture.
  for (const svg of root.querySelectorAll('[role="img"] svg')) {
    if ((panel && main?.contains(svg)) || isHidden(svg)) continue;
    const title = svg.closest('section')?.querySelector('h2')?.textContent ?? 'chart';
    const edge = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll('text')]
      .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
      .filter(({ text, box }) => text.trim() !== '' && isSeen(box));
    for (const [i, a] of words.entries()) {
      if (a.box.left < edge.left - TOLERANCE || a.box.right > edge.right + TOLERANCE)
        troubles.add(`chart “${title}”: “${a.text}” sticks out`);
      for (const b of words.slice(i + 1)) {
        const both = common(a.box, b.box);
        if (both.right - both.left > TOLERANCE && both.bottom - both.top > 4)
          troubles.add(`chart “${title}”: “${a.text}” and “${b.text}” lie over each other`);
      }
    }
  }
  return [...troubles];
}
