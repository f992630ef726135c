import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './styles/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bug } from '../shared/domain/fault';
import { App } from './app';
import { createEngineClient } from './host/engine-client';
import { createGrantDropped, createHostApi, createOpenSave } from './host/host-api';
import { createDrawPages } from './host/page-pictures';
import { startPulse } from './host/pulse';
import { lookAtFolder } from './state/arrivals';
import { checkConnection, noteConnection, useConnection } from './state/connection';
import { followDecisions } from './state/decision-pulse';
import { reportMishaps } from './state/mishaps';
import { followAddress } from './state/navigation';
import { followOtherWindows } from './state/other-windows';
import { loadPreferences } from './state/preferences';
import { followClock } from './state/schedule';
import { provideServices } from './state/services';
import { engineStopped, startSession } from './state/session';
import { listenToShortcuts, runCommand } from './state/shortcuts';
import { waitingForTables } from './state/tables-of-run';
import { offerTour } from './state/tour';
import { guardWindow } from './state/unsaved';
import { followArrivals } from './state/update-folder';

/** Digest of what this page was built from; null where it was not. */
declare const __BUILD__: string | null;

/** Three in the minute after which a silent window is taken to be gone. */
const PULSE_MS = 20_000;
/** How soon what arrives in the folder is seen. */
const LOOK_MS = 2000;

const host = createHostApi(noteConnection);
provideServices({
  host,
  engine: waitingForTables(createEngineClient(engineStopped)),
  build: __BUILD__ === null ? null : `${__BUILD__} ${navigator.userAgent}`,
  openSave: createOpenSave(host),
  drawPages: createDrawPages(),
  grantDropped: createGrantDropped(),
});
followAddress();
listenToShortcuts();
window.leadlensHost?.onCommand(runCommand);
guardWindow();
offerTour();
followOtherWindows();
reportMishaps();
startPulse(PULSE_MS, () => {
  void followDecisions();
  void checkConnection();
});
startPulse(LOOK_MS, () => {
  // Who does not answer is asked again by the pulse.
  if (useConnection.getState().fault !== null) return;
  void lookAtFolder();
  followClock();
});
followArrivals();
void loadPreferences();
void startSession();

const root = document.getElementById('root');
if (!root) throw bug('The page has no root element.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
