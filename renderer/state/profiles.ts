import { parseProfile, profileText, withProfile } from '../../shared/contract/mapping-profile';
import { faultOf } from '../../shared/domain/fault';
import { saveBytes } from './exports';
import { notify, notifyFault } from './notices';
import { changeSettings, useSession } from './session';

/** Saves what the user said of columns and words, for other projects and people. */
export async function saveProfile(): Promise<void> {
  const { settings } = useSession.getState();
  if (!settings) return;
  try {
    const savedAs = await saveBytes('leadlens-profile.json', new TextEncoder().encode(profileText(settings)));
    if (savedAs !== null) notify({ kind: 'profile', text: `Saved as ${savedAs}.` });
  } catch (error) {
    notifyFault('profile', faultOf(error));
  }
}

/** Takes in a profile, over what the project says; it can be undone like any change of settings. */
export async function takeInProfile(file: File | null): Promise<void> {
  if (!file) return;
  try {
    const profile = parseProfile(file.name, await file.text());
    await changeSettings((settings) => withProfile(settings, profile));
  } catch (error) {
    notifyFault('profile', faultOf(error));
  }
}
