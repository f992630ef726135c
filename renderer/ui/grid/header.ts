import type { IHeaderParams, IInnerHeaderComponent } from 'ag-grid-community';
import classes from './table-grid.module.css';

export interface HeaderHooks {
  /** Opens what there is to say about a column. */
  readonly onColumn: (column: string) => void;
  readonly isFiltered: (column: string) => boolean;
}

const FUNNEL = 'M4 5h16l-6.5 7.5V19l-3-1.5v-5z';

/** The name of a column, and a button for its filter and statistics. The grid's own header sorts on a click beside it. */
export class HeaderView implements IInnerHeaderComponent {
  readonly #element = document.createElement('span');
  readonly #button = document.createElement('button');
  #hooks: HeaderHooks | null = null;
  #column = '';

  init(params: IHeaderParams & HeaderHooks): void {
    const name = document.createElement('span');
    name.textContent = params.displayName;
    name.className = classes.name ?? '';
    this.#element.className = classes.header ?? '';
    this.#column = params.column.getColId();
    this.#hooks = params;
    this.#button.type = 'button';
    this.#button.tabIndex = -1;
    this.#button.className = classes.more ?? '';
    this.#button.title = `Filter and statistics of ${params.displayName}`;
    this.#button.setAttribute('aria-label', this.#button.title);
    this.#button.innerHTML = `<svg viewBox="0 0 24 24" width="14" height="14" aria-hidden="true"><path d="${FUNNEL}"/></svg>`;
    this.#button.addEventListener('click', this.#open);
    this.#element.append(name, this.#button);
    this.#mark();
  }

  getGui(): HTMLElement {
    return this.#element;
  }

  refresh(): boolean {
    this.#mark();
    return true;
  }

  destroy(): void {
    this.#button.removeEventListener('click', this.#open);
  }

  readonly #open = (event: MouseEvent): void => {
    event.stopPropagation();
    this.#hooks?.onColumn(this.#column);
  };

  #mark(): void {
    this.#button.classList.toggle(classes.filtered ?? '', this.#hooks?.isFiltered(this.#column) === true);
  }
}
