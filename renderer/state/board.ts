import { create } from 'zustand';
import { byPosition, type BoardItem, type Pin } from '../../shared/contract/pin';
import { thingKey, type Thing } from '../../shared/contract/thing';
import { faultOf } from '../../shared/domain/fault';
import { notify, notifyFault } from './notices';
import { services } from './services';

interface Board {
  readonly grantId: string | null;
  /** In their order. */
  readonly pins: readonly Pin[];
}

export const useBoard = create<Board>(() => ({ grantId: null, pins: [] }));

const set = useBoard.setState;
const pinsNow = (): readonly Pin[] => useBoard.getState().pins;

/** Reads the board of a project, anew where it is the one that is shown. */
export async function loadBoard(grantId: string): Promise<void> {
  if (useBoard.getState().grantId !== grantId) set({ grantId, pins: [] });
  try {
    const pins = await services().host.call('board', { grantId });
    if (useBoard.getState().grantId === grantId) set({ pins });
  } catch (error) {
    notifyFault('board', faultOf(error));
  }
}

/** Shows at once and keeps on disk; where that fails it says so and shows what is there. */
async function onDisk(pins: readonly Pin[], work: (grantId: string) => Promise<unknown>): Promise<boolean> {
  const { grantId } = useBoard.getState();
  if (grantId === null) return false;
  set({ pins: [...pins].sort(byPosition) });
  try {
    await work(grantId);
    return true;
  } catch (error) {
    notifyFault('board', faultOf(error));
    await loadBoard(grantId);
    return false;
  }
}

const without = (id: string): readonly Pin[] => pinsNow().filter((pin) => pin.id !== id);

const keep = (...changed: readonly Pin[]): Promise<boolean> =>
  onDisk(
    [...pinsNow().filter(({ id }) => !changed.some((pin) => pin.id === id)), ...changed],
    async (grantId) => {
      for (const pin of changed) await services().host.call('savePin', { grantId, pin });
    },
  );

const atEnd = (item: BoardItem): Pin => ({
  version: 1,
  id: crypto.randomUUID(),
  position: (pinsNow().at(-1)?.position ?? 0) + 1,
  item,
});

const pinOf = (of: Thing): Pin | undefined => {
  const key = thingKey(of);
  return pinsNow().find(({ item }) => item.kind === 'thing' && thingKey(item.thing) === key);
};

/** Whether a thing is on the board, for what happens on a click. */
export const useIsPinned = (of: Thing): boolean => useBoard(() => pinOf(of) !== undefined);

/** Puts a thing at the end of the board, or takes it off; that can be undone. */
export async function togglePin(of: Thing, title: string): Promise<void> {
  const pinned = pinOf(of);
  if (pinned) return unpin(pinned);
  const pin = atEnd({ kind: 'thing', thing: of, title });
  if (await keep(pin))
    notify({
      kind: 'board',
      text: `Pinned to the board: ${title}.`,
      action: { label: 'Undo', run: () => void unpin(pin) },
    });
}

/** Takes something off the board; that can be undone. */
export async function unpin(pin: Pin): Promise<void> {
  const isGone = await onDisk(without(pin.id), (grantId) =>
    services().host.call('removePin', { grantId, id: pin.id }),
  );
  if (isGone)
    notify({
      kind: 'board',
      text: 'Taken off the board.',
      action: { label: 'Undo', run: () => void keep(pin) },
    });
}

export const addHeading = (text: string): Promise<boolean> => keep(atEnd({ kind: 'heading', text }));

export const renameHeading = (pin: Pin, text: string): Promise<boolean> =>
  keep({ ...pin, item: { kind: 'heading', text } });

/** Moves something to another place. @param to among the others, from 0 */
export function movePin(pin: Pin, to: number): Promise<boolean> {
  const others = without(pin.id);
  const place = Math.min(Math.max(to, 0), others.length);
  const [before, after] = [others[place - 1]?.position, others[place]?.position];
  const position =
    before === undefined ? (after ?? 1) - 1 : after === undefined ? before + 1 : (before + after) / 2;
  if ((before === undefined || position > before) && (after === undefined || position < after))
    return keep({ ...pin, position });
  // No number is left between both: all are counted anew.
  const all = [...others.slice(0, place), pin, ...others.slice(place)];
  return keep(...all.map((each, at) => ({ ...each, position: at + 1 })));
}
