import type { ButtonOfPage, Opened, Part, PictureMark, PictureOfPage, Rows, SavedFile } from './seen';

/** What the walk can ask the page for. */
export interface WalkInPage {
  /** The charts of the screen that can be chosen from, as pictures. */
  pictures(): PictureOfPage[];
  /** Every mark that the pointer can hit, and every place of the axis of names. */
  marksOf(place: number): PictureMark[];
  /** Scrolls a point of a chart into sight, and says where it is in the window. */
  bring(place: number, point: readonly [x: number, y: number]): Promise<[x: number, y: number]>;
  /** Pixels of a chart. */
  sizeOf(place: number): string;
  /** The lines that the chart shows where the pointer is. */
  tooltip(place: number, pointer: readonly [x: number, y: number]): Promise<[label: string, value: string][]>;
  /** The mark of a chart at a point of the window, as it is drawn now. */
  under(
    place: number,
    pointer: readonly [x: number, y: number],
  ): Promise<{ readonly series: string; readonly index: number } | null>;
  buttons(of: Part): ButtonOfPage[];
  /** Presses a button and waits for what comes of it. */
  press(of: Part, place: number): Promise<Opened>;
  /** Before a click of the mouse. */
  beforeClick(): void;
  afterClick(): Promise<Opened>;
  call(method: string, request: unknown): Promise<unknown>;
  /** Of the last run. */
  outcome(): unknown;
  page(query: string, offset: number, limit: number): Promise<Rows>;
  /** Presses CSV in the panel, or on the screen where none is open, and gives what was written. */
  csv(): Promise<SavedFile>;
  /** What the table of the screen says of how many rows it has; null where none is there. */
  rowCount(): string | null;
  /** Until the table says how many rows it has, and nothing is on its way. */
  rowsShown(): Promise<void>;
  /** The rows that the page asked for last. */
  lastQuery(): string;
  /** Until nothing of the screen is on its way. */
  settled(): Promise<void>;
}

declare global {
  interface Window {
    walk: WalkInPage;
  }
}

/**
 * What the walk does inside the page. It is sent there as text, before the code of the app: nothing in here may name
 * anything outside of it. It hears the calls between the page and its engine, so that rows are asked for with the very
 * query of the panel, and finds marks of charts where ECharts itself hits them.
 */
export function installWalk(): void {
  type Point = readonly [x: number, y: number];
  interface Element3 {
    readonly parent?: Element3;
    readonly __hostTarget?: Element3;
    readonly isGroup?: boolean;
    readonly silent?: boolean;
    readonly ignore?: boolean;
    readonly invisible?: boolean;
    readonly shape?: Readonly<
      Partial<Record<'x1' | 'y1' | 'x2' | 'y2' | 'cpx1' | 'cpy1' | 'cpx2' | 'cpy2' | 'extent', number>>
    >;
    traverse?(visit: (child: Element3) => void): void;
    getPaintRect?(): { x: number; y: number; width: number; height: number } | null;
  }
  interface Items {
    count(): number;
    getItemGraphicEl(index: number): Element3 | undefined;
  }
  interface Series {
    readonly id: string;
    readonly seriesIndex: number;
    readonly subType: string;
    getData(type?: string): Items;
  }
  interface Drawn {
    getModel(): { getSeries(): Series[] };
    getZr(): { handler: { findHover(x: number, y: number): { target?: Element3 } } };
    getOption(): Record<string, unknown>;
    convertToPixel(finder: object, value: number): number;
    containPixel(finder: object, point: Point): boolean;
    getWidth(): number;
    getHeight(): number;
  }
  interface Told {
    readonly spec: {
      readonly title: string;
      readonly rowOf?: unknown;
      readonly twin: { readonly rows: readonly unknown[] };
    };
    readonly onSelect?: unknown;
  }
  interface Message {
    readonly type: string;
    readonly id: number;
    readonly method?: string;
    readonly request?: unknown;
    readonly answer?: unknown;
    readonly fault?: { readonly message: string };
    readonly chunk?: { readonly bytes: Uint8Array };
  }

  // --- The calls between the page and its engine.

  const OWN = 1_000_000_000;
  const engine: { worker: Worker | null } = { worker: null };
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  const saving = new Map<number, { query: string; parts: Uint8Array[]; done: boolean }>();
  const faults: string[] = [];
  const last: { run: number; outcome: unknown; query: string } = { run: -1, outcome: null, query: '' };
  /** What the page has asked and has no answer to. */
  const asked = new Set<number>();
  let lastOwn = OWN;

  const sent = (worker: Worker, message: Message): void => {
    if (message.type !== 'call' || message.method === undefined) return;
    if (message.id < OWN) asked.add(message.id);
    if (message.method === 'run') last.run = message.id;
    if (message.method === 'run' || message.method === 'page') engine.worker = worker;
    if (message.method === 'page' && message.id < OWN) {
      last.query = JSON.stringify((message.request as { readonly query: unknown }).query);
    }
    if (message.method === 'csv') {
      const { query } = message.request as { readonly query: unknown };
      saving.set(message.id, { query: JSON.stringify(query), parts: [], done: false });
    }
  };
  const heard = (message: Message): void => {
    if (message.type === 'answer' || message.type === 'fault') asked.delete(message.id);
    if (message.type === 'answer' && message.id === last.run) last.outcome = message.answer;
    const own = waiting.get(message.id);
    if (own && (message.type === 'answer' || message.type === 'fault')) {
      waiting.delete(message.id);
      if (message.type === 'answer') own.resolve(message.answer);
      else own.reject(new Error(message.fault?.message ?? 'a fault'));
    }
    if (message.type === 'fault') faults.push(message.fault?.message ?? 'a fault');
    const file = saving.get(message.id);
    if (!file) return;
    if (message.type === 'chunk' && message.chunk) file.parts.push(message.chunk.bytes.slice());
    if (message.type === 'answer') file.done = true;
  };

  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', (event: MessageEvent<Message | null>) => {
        if (event.data) heard(event.data);
      });
    }

    override postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
      sent(this, message as Message);
      super.postMessage(message, transfer as Transferable[]);
    }
  };

  const call = (method: string, request: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++lastOwn;
      waiting.set(id, { resolve, reject });
      engine.worker?.postMessage({ type: 'call', id, method, request });
    });

  // --- Waiting, by frames and not by times.

  const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));
  /** Until something is there; null after so many milliseconds. */
  const until = async <T>(look: () => T | null, patience: number): Promise<T | null> => {
    const end = performance.now() + patience;
    for (;;) {
      const found = look();
      if (found !== null) return found;
      if (performance.now() > end) return null;
      await frame();
    }
  };

  const BUSY = '[aria-busy="true"], .ag-skeleton-effect';
  const settled = async (): Promise<void> => {
    // A frame for what was asked to be drawn, then as long as something is on its way.
    for (let calm = 0; calm < 3; calm += 1) {
      await frame();
      const main = document.querySelector('main');
      if (document.querySelector(BUSY) !== null || main === null) calm = -1;
    }
  };

  const pointer = { x: -1, y: -1 };
  window.addEventListener(
    'mousemove',
    ({ clientX, clientY }) => {
      pointer.x = clientX;
      pointer.y = clientY;
    },
    true,
  );

  // --- Charts.

  const main = (): HTMLElement => document.querySelector('main') ?? document.body;

  /** The chart and what it was told last, which the component that draws it keeps in its hooks. */
  const drawnIn = (host: Element): { chart: Drawn; told: Told } | null => {
    interface Fiber {
      readonly return: Fiber | null;
      readonly memoizedProps?: { readonly spec?: unknown };
      readonly memoizedState?: Hook | null;
    }
    interface Hook {
      readonly memoizedState: unknown;
      readonly next: Hook | null;
    }
    const key = Object.keys(host).find((name) => name.startsWith('__reactFiber$'));
    if (key === undefined) return null;
    let fiber: Fiber | null = (host as unknown as Record<string, Fiber>)[key] ?? null;
    while (fiber && fiber.memoizedProps?.spec === undefined) fiber = fiber.return;
    let chart: Drawn | null = null;
    let told: Told | null = null;
    for (let hook = fiber?.memoizedState ?? null; hook; hook = hook.next) {
      const kept = (hook.memoizedState as { readonly current?: unknown } | null)?.current;
      if (typeof kept !== 'object' || kept === null) continue;
      if ('convertToPixel' in kept) chart = kept as Drawn;
      if ('spec' in kept && 'onSelect' in kept) told = kept as Told;
    }
    return chart && told ? { chart, told } : null;
  };

  const drawings = (): { host: HTMLElement; chart: Drawn; told: Told }[] =>
    [...main().querySelectorAll<HTMLElement>('[role="img"]')].flatMap((host) => {
      const found = drawnIn(host);
      return found && found.told.onSelect !== undefined ? [{ host, ...found }] : [];
    });

  /** Which item of which series ECharts takes an element for. */
  const ownerOf = (target: Element3 | undefined): { series: number; index: number; type: string } | null => {
    for (let at = target; at; at = at.parent ?? at.__hostTarget) {
      for (const [name, kept] of Object.entries(at as unknown as Record<string, unknown>)) {
        if (!name.startsWith('__ec_inner_') || typeof kept !== 'object' || kept === null) continue;
        const data = kept as { dataIndex?: number; seriesIndex?: number; dataType?: string };
        if (data.dataIndex !== undefined && data.seriesIndex !== undefined) {
          return { series: data.seriesIndex, index: data.dataIndex, type: data.dataType ?? '' };
        }
      }
    }
    return null;
  };

  /** Points along the middle of a flow, which may be as thin as a hair. */
  const middleOf = ({ shape }: Element3): Point[] => {
    if (shape?.extent === undefined) return [];
    const { x1 = 0, y1 = 0, x2 = 0, y2 = 0, cpx1 = 0, cpy1 = 0, cpx2 = 0, cpy2 = 0, extent } = shape;
    const at = (t: number, a: number, b: number, c: number, d: number): number =>
      (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
    return Array.from({ length: 49 }, (_, step) => (step + 1) / 50).map((t): Point => [
      at(t, x1, cpx1, cpx2, x2),
      at(t, y1, cpy1, cpy2, y2) + extent / 2,
    ]);
  };

  const TRIES = [0.5, 0.3, 0.7, 0.15, 0.85, 0.05, 0.95, 0.4, 0.6];

  const axesOf = (chart: Drawn): { across: boolean; places: number } => {
    const option = chart.getOption();
    const of = (name: string): { type?: string; data?: unknown[] } => {
      const axis = option[name];
      return ((Array.isArray(axis) ? axis[0] : axis) ?? {}) as { type?: string; data?: unknown[] };
    };
    const across = of('xAxis').type === 'category';
    return { across, places: (across ? of('xAxis') : of('yAxis')).data?.length ?? 0 };
  };

  const marksOf = (place: number): PictureMark[] => {
    const drawing = drawings()[place];
    if (!drawing) return [];
    const { host, chart, told } = drawing;
    const box = host.getBoundingClientRect();
    // A mouse points at whole pixels: thinner marks may lie between two of them.
    const whole = ([x, y]: Point): Point => [
      Math.floor(box.left + x) - box.left,
      Math.floor(box.top + y) - box.top,
    ];
    const [width, height] = [chart.getWidth(), chart.getHeight()];
    const { handler } = chart.getZr();
    const marks: PictureMark[] = [];
    // A place says nothing where the pointer is on the edge of the plot: half of such a mark is beyond it.
    const hasPlaces = told.spec.rowOf === undefined;
    const isInPlot = (point: Point): boolean => chart.containPixel({ gridIndex: 0 }, point);
    const isOnEdge = ([x, y]: Point): boolean => hasPlaces && !(isInPlot([x, y - 2]) && isInPlot([x, y + 2]));
    const inside = ([x, y]: Point): Point => {
      const middle: Point = [x, Math.floor(box.top + height / 2) - box.top];
      return isInPlot(middle) ? middle : [x, y];
    };
    for (const series of chart.getModel().getSeries()) {
      const kinds = series.subType === 'sankey' ? ['', 'edge'] : [''];
      for (const type of kinds) {
        const items = type === '' ? series.getData() : series.getData(type);
        for (let index = 0; index < items.count(); index += 1) {
          const element = items.getItemGraphicEl(index);
          const parts: Element3[] = [];
          if (element?.isGroup) element.traverse?.((child) => parts.push(child));
          else if (element) parts.push(element);
          const along = parts.flatMap(middleOf);
          const within = parts
            .filter((part) => !part.isGroup && !part.silent && !part.ignore && !part.invisible)
            .flatMap((part) => {
              const rect = part.getPaintRect?.();
              return rect ? [rect] : [];
            })
            .flatMap((rect) =>
              TRIES.flatMap((dy) =>
                TRIES.map((dx): Point => [rect.x + rect.width * dx, rect.y + rect.height * dy]),
              ),
            );
          const isHit = ([x, y]: Point): boolean => {
            if (x < 0 || y < 0 || x > width || y > height) return false;
            const owner = ownerOf(handler.findHover(x, y).target);
            return (
              owner?.series === series.seriesIndex &&
              owner.index === index &&
              (type === '' ? owner.type !== 'edge' : owner.type === type)
            );
          };
          // Where marks lie over each other, a point well within one: the next pixel may be another's.
          const isSure = ([x, y]: Point): boolean =>
            isHit([x - 1, y]) && isHit([x + 1, y]) && isHit([x, y - 1]) && isHit([x, y + 1]);
          const hits = [...along, ...within].map(whole).filter(isHit);
          const sure = hits.find(isSure);
          // A sliver beside another mark cannot be clicked for sure: its place can.
          const hit = sure ?? (hasPlaces ? undefined : hits[0]);
          if (!hit) continue;
          const at: Point = hit;
          marks.push({
            series: series.id,
            index: type === 'edge' ? -1 - index : index,
            tip: isOnEdge(at) ? inside(at) : at,
            at,
          });
        }
      }
    }
    if (told.spec.rowOf !== undefined) return marks;
    const { across, places } = axesOf(chart);
    for (let index = 0; index < places; index += 1) {
      const along = chart.convertToPixel(across ? { xAxisIndex: 0 } : { yAxisIndex: 0 }, index);
      if (!(along >= 0 && along <= (across ? width : height))) continue;
      // The names are where no mark is: at the foot of upright charts, at the left of lying ones.
      const at: Point = across ? [along, height - 3] : [3, along];
      const inside = TRIES.map((part): Point => (across ? [along, height * part] : [width * part, along]));
      const shown = inside.find((point) => chart.containPixel({ gridIndex: 0 }, point));
      marks.push({ series: null, index, tip: shown ?? at, at });
    }
    return marks;
  };

  const linesOf = (place: number): [string, string][] =>
    [...(drawings()[place]?.host.querySelectorAll('table tr') ?? [])].map((line) => [
      words(line.children[0]),
      words(line.children[1]?.firstChild as Element | null),
    ]);

  // --- Buttons.

  const words = (element: Element | null | undefined): string =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  /** As `words`, what stands in parts of their own parted by spaces. */
  const spaced = (element: Element | null): string => {
    if (!element) return '';
    const found = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (found.nextNode()) texts.push(found.currentNode.textContent ?? '');
    return texts.join(' ').replace(/\s+/g, ' ').trim();
  };

  /** Of a control: what it changes is how the screen counts, not which rows are shown. */
  const CONTROL =
    'thead, [role="radiogroup"], [role="tablist"], [role="listbox"], [role="combobox"], .ag-root-wrapper, nav, :not(section) > header';

  const candidates = (of: Part): HTMLElement[] =>
    [
      ...((of === 'panel' ? panelNow() : main())?.querySelectorAll<HTMLElement>(
        'button, a[href], [role="button"]',
      ) ?? []),
    ].filter((button) => button.closest(CONTROL) === null && button.offsetParent !== null);

  const headingOf = (element: Element): string => {
    for (let at: Element | null = element; at && at !== main(); at = at.parentElement) {
      const heading = at.querySelector('h2, h3, caption');
      if (heading && (at.matches('section, article, li, fieldset') || at.contains(heading))) {
        if (!element.contains(heading)) return words(heading);
      }
    }
    return '';
  };

  const isTile = (button: Element): boolean =>
    button.children.length >= 3 &&
    button.querySelector('svg.icon') === null &&
    [...button.children].every(({ tagName }) => tagName === 'SPAN') &&
    button.closest('td') === null;

  const describe = (button: HTMLElement, place: number): ButtonOfPage => {
    const cell = button.closest('td, th');
    const line = button.closest('tr');
    const heads = [...(button.closest('table')?.querySelectorAll('thead th') ?? [])].map(words);
    const cells = [...(line?.children ?? [])].map(words);
    const at = cell ? [...(line?.children ?? [])].indexOf(cell) : -1;
    const value = isTile(button) ? words(button.children[1]?.firstElementChild) : words(button);
    return {
      place,
      under: headingOf(button),
      tile: isTile(button) ? words(button.children[0]) : '',
      text: value,
      detail: isTile(button) ? [...button.children].slice(2).map(words) : [],
      name: button.getAttribute('aria-label') ?? '',
      row: heads.map((head, index) => [head, cells[index] ?? ''] as const),
      column: heads[at] ?? '',
      beside: spaced(button.closest('li, section')),
      isDisabled: button.matches(':disabled, [aria-disabled="true"]'),
    };
  };

  // --- What a click brings.

  interface Entry {
    readonly panel?: {
      readonly kind: string;
      readonly title?: string;
      readonly subtitle?: string;
      readonly query?: unknown;
      readonly sumOf?: string | null;
    } | null;
    readonly depth?: number;
  }
  const entry = (): Entry => (history.state as Entry | null) ?? {};
  const nowOf = (element: HTMLElement | null) => ({
    element,
    depth: entry().depth ?? 0,
    hash: location.hash,
    faults: faults.length,
  });
  let before = nowOf(null);
  const remember = (element: HTMLElement | null): void => {
    before = nowOf(element);
  };

  const panelNow = (): HTMLElement | null =>
    [...document.querySelectorAll<HTMLElement>('aside[data-autofocus]')].at(-1) ?? null;

  /** Whether the panel lies over what was clicked, or it is out of sight. */
  const isCovered = (): boolean => {
    const clicked = before.element;
    if (!clicked?.isConnected) return false;
    const box = clicked.getBoundingClientRect();
    const over = panelNow()?.getBoundingClientRect();
    const frame_ = main().getBoundingClientRect();
    if (!over) return false;
    const middle = box.left + Math.min(box.width, 40) / 2;
    return (
      middle > over.left || box.right < frame_.left || box.bottom < frame_.top || box.top > frame_.bottom
    );
  };

  const NOTHING: Opened = {
    kind: 'nothing',
    title: '',
    subtitle: '',
    count: '',
    says: [],
    query: '',
    where: '',
    isCovered: false,
  };
  const COUNTED = /^[^a-z]*\p{Nd}.* rows?$/iu;

  const afterClick = async (): Promise<Opened> => {
    const answer = (): 'panel' | 'moved' | 'fault' | null =>
      location.hash !== before.hash
        ? 'moved'
        : (entry().depth ?? 0) !== before.depth
          ? 'panel'
          : faults.length !== before.faults
            ? 'fault'
            : null;
    let began = answer();
    // Nothing comes of it where some frames pass without a change and without a question to the engine.
    for (let calm = 0; began === null && calm < 12; calm += 1) {
      await frame();
      if (asked.size > 0) calm = 0;
      began = answer();
    }
    if (began === null) return NOTHING;
    if (began === 'moved') return { ...NOTHING, kind: 'moved', where: location.hash };
    if (began === 'fault') return { ...NOTHING, kind: 'fault', title: faults.at(-1) ?? '' };
    const { panel } = entry();
    if (panel?.kind !== 'rows') {
      // Its code and what it asks the engine come later than the step.
      await until(() => (panelNow() && asked.size === 0 ? true : null), 60_000);
      await settled();
      return { ...NOTHING, kind: 'panel', title: panel?.kind ?? '' };
    }
    await frame();
    await frame();
    const shown = await until(() => {
      const aside = panelNow();
      if (!aside || aside.getAttribute('aria-label') !== panel.title) return null;
      const status = [...aside.querySelectorAll('[role="status"]')]
        .map(words)
        .find((text) => COUNTED.test(text));
      if (status === undefined || aside.querySelector('dl[aria-busy]') !== null) return null;
      return { aside, status };
    }, 60_000);
    if (!shown)
      return {
        ...NOTHING,
        kind: 'fault',
        title: `${panel.title ?? ''}: ${words(panelNow()?.querySelector('[role="alert"]'))}`,
      };
    const says = [...shown.aside.querySelectorAll('[data-figure]')].map(
      (figure) => [words(figure.querySelector('dt')), words(figure.querySelector('dd'))] as const,
    );
    return {
      kind: 'rows',
      title: words(shown.aside.querySelector('h2')),
      subtitle: panel.subtitle ?? '',
      count: shown.status,
      says,
      query: JSON.stringify(panel.query),
      where: location.hash,
      isCovered: isCovered(),
    };
  };

  const press = (of: Part, place: number): Promise<Opened> => {
    const button = candidates(of)[place];
    if (!button) return Promise.resolve(NOTHING);
    button.scrollIntoView({ block: 'nearest' });
    remember(button);
    button.click();
    return afterClick();
  };

  const csv = async (): Promise<SavedFile> => {
    // A panel of columns stands beside a table, and has no rows of its own.
    const button = [panelNow(), main()]
      .flatMap((part) => [...(part?.querySelectorAll('button') ?? [])])
      .find((one) => words(one) === 'CSV');
    const known = new Set(saving.keys());
    button?.click();
    const id = await until(() => [...saving.keys()].find((one) => !known.has(one)) ?? null, 10_000);
    if (id === null) return { query: '', text: '' };
    const file = await until(
      () => (saving.get(id)?.done === true ? (saving.get(id) ?? null) : null),
      120_000,
    );
    saving.delete(id);
    // The next file may be written when this one is in its place.
    await frame();
    return { query: file?.query ?? '', text: await new Blob((file?.parts ?? []) as BlobPart[]).text() };
  };

  window.walk = {
    pictures: () =>
      drawings().map(({ told }, place) => ({
        place,
        title: told.spec.title,
        isOfMarks: told.spec.rowOf !== undefined,
        rows: told.spec.twin.rows.length,
      })),
    marksOf,
    bring: async (place, [x, y]) => {
      const host = drawings()[place]?.host ?? document.body;
      const seen = (): [number, number] => {
        const box = host.getBoundingClientRect();
        return [Math.floor(box.left + x + 0.01), Math.floor(box.top + y + 0.01)];
      };
      const frame_ = main().getBoundingClientRect();
      const [, top] = seen();
      if (top < frame_.top + 80 || top > Math.min(frame_.bottom, window.innerHeight) - 20) {
        main().scrollBy({
          top: Math.round(top - (frame_.top + window.innerHeight / 2)),
          behavior: 'instant',
        });
        await frame();
      }
      return seen();
    },
    sizeOf: (place) => {
      const chart = drawings()[place]?.chart;
      return chart ? `${String(chart.getWidth())} × ${String(chart.getHeight())}` : '';
    },
    under: async (place, [x, y]) => {
      // Marks under the pointer grow, and others come to lie below them.
      await until(() => (pointer.x === Math.floor(x) && pointer.y === Math.floor(y) ? true : null), 5000);
      await frame();
      await frame();
      const drawing = drawings()[place];
      const box = drawing?.host.getBoundingClientRect();
      const owner =
        drawing && box && ownerOf(drawing.chart.getZr().handler.findHover(x - box.left, y - box.top).target);
      if (!owner) return null;
      const series = drawing.chart.getModel().getSeries()[owner.series];
      return { series: series?.id ?? '', index: owner.type === 'edge' ? -1 - owner.index : owner.index };
    },
    tooltip: async (place, [x, y]) => {
      // What the mouse has been told may reach the page later.
      await until(() => (pointer.x === Math.floor(x) && pointer.y === Math.floor(y) ? true : null), 5000);
      await frame();
      await frame();
      return linesOf(place);
    },
    buttons: (of) => candidates(of).map(describe),
    press,
    beforeClick: () => remember(null),
    afterClick,
    call,
    outcome: () => last.outcome,
    page: (query, offset, limit) =>
      call('page', { query: JSON.parse(query) as unknown, offset, limit }) as Promise<Rows>,
    csv,
    rowCount: () =>
      [...main().querySelectorAll('[role="status"]')].map(words).find((text) => COUNTED.test(text)) ?? null,
    rowsShown: async () => {
      for (let calm = 0; calm < 4; calm += 1) {
        await frame();
        if (asked.size > 0 || window.walk.rowCount() === null) calm = -1;
      }
    },
    lastQuery: () => last.query,
    settled,
  };
}
