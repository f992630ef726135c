import { thingKey, type Thing } from '../../../shared/contract/thing';
import { ThingMenu } from './thing-menu';

/** Notes on what a panel is about, and its place on the board: beside the title of the panel. */
export function PanelThing({ of, title }: { readonly of: Thing; readonly title: string }) {
  return (
    <span data-thing={thingKey(of)} data-title={title}>
      <ThingMenu of={of} title={title} />
    </span>
  );
}
