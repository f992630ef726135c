import type { GridCell, GridColumn, GridPage } from '../../../shared/contract/grid';
import { moneyUnitOf } from '../../../shared/domain/column-unit';

/** A column as the page of a lead, person, invoice or campaign shows it. */
export interface ShownColumn {
  readonly column: GridColumn;
  readonly valueOf: (row: readonly GridCell[]) => GridCell;
}

/** Keys and numbers of a run, which join and order rows and say nothing to people. */
const INTERNAL = /^(?!(?:email|phone)_).*_(?:key|no|state_id)$|^(?:touch_order|identity_id)$/;

/** Keys that can be read, and the column that says the same better where it is there. */
const READABLE: Readonly<Record<string, string>> = {
  campaign_key: 'campaign_id',
  lead_campaign_key: 'campaign_id',
};

function isInternal(name: string, names: readonly string[]): boolean {
  const better = READABLE[name];
  if (better !== undefined) return names.includes(better);
  // Delivered leads have their own id beside the number of the run; those of a tool have this one alone.
  return INTERNAL.test(name) || (name === 'lead_id' && names.includes('lead_uuid'));
}

const CENTS = '_cents';

const inUnits = (value: GridCell): GridCell => (typeof value === 'number' ? value / 100 : value);

/** Money as people read it, with its currency where that is known. */
function withUnit(column: GridColumn): GridColumn {
  const isCents = column.name.endsWith(CENTS);
  if (!isCents && column.kind !== 'money') return column;
  const name = isCents ? column.name.slice(0, -CENTS.length) : column.name;
  const unit = moneyUnitOf({ name, kind: 'money' });
  const label = column.label.replace(' (cents)', '');
  return {
    ...column,
    kind: 'money',
    label: unit === null ? label : `${label}, ${unit}`,
    description: column.description.replace('in cents of', 'in').replace(/,? in cents\b/, ''),
  };
}

/** The columns of a page that say something to people and hold a value in one of its rows. */
export function shownColumns({ columns, rows }: GridPage): readonly ShownColumn[] {
  const names = columns.map(({ name }) => name);
  return columns.flatMap((column, at): readonly ShownColumn[] => {
    const of = (row: readonly GridCell[]): GridCell => row[at] ?? null;
    if (isInternal(column.name, names) || rows.every((row) => of(row) === null)) return [];
    const isCents = column.name.endsWith(CENTS);
    return [{ column: withUnit(column), valueOf: isCents ? (row) => inUnits(of(row)) : of }];
  });
}
