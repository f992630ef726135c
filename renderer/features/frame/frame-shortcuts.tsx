import { showHelp } from '../../state/help';
import { goTo, type Screen } from '../../state/navigation';
import { useRail } from '../../state/rail';
import { openFolder, openProject, runAgain, undoSettings, useSession } from '../../state/session';
import { useShortcut } from '../../state/shortcuts';
import { useScreenEntries } from './screens';

/** The keys that work on every screen; draws nothing. */
export function FrameShortcuts() {
  const open = useSession((s) => s.grant !== null);
  const canPick = useSession((s) => s.info?.canPickFolder ?? false);
  const entries = useScreenEntries();
  useShortcut('open_folder', () => void openFolder(), canPick);
  useShortcut('open_project', () => void openProject(), canPick);
  useShortcut('run', () => void runAgain(), open);
  useShortcut('help', () => showHelp());
  useShortcut('undo', () => void undoSettings(), open);
  useShortcut('rail', useRail().toggle);
  return [...entries.map(({ screen }) => screen), 'preferences' as const].map((screen) => (
    <GoShortcut key={screen} screen={screen} />
  ));
}

function GoShortcut({ screen }: { readonly screen: Screen }) {
  useShortcut(`go_${screen}`, () => goTo(screen));
  return null;
}
