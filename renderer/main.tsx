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
import { followAddress } from './state/navigation';
import { loadPreferences } from './state/preferences';
import { provideServices } from './state/services';
import { startSession } from './state/session';

const host = createHostApi();
provideServices({
  host,
  engine: createEngineClient(),
  openSave: createOpenSave(host),
  drawPages: createDrawPages(),
  grantDropped: createGrantDropped(),
});
followAddress();
void loadPreferences();
void startSession();

const root = document.getElementById('root');
if (!root) throw bug('The page has no root element.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
