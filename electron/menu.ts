import { app, Menu, type WebContents } from 'electron';
import { COMMAND_CHANNEL } from './app-origin';
import { menuTemplate } from './menu-template';
import { VERSION } from './services/version';

/** Sets the menu of the program. @param page the page of the window as it is when an entry is chosen; null without one */
export function setMenu(page: () => WebContents | null): void {
  app.setAboutPanelOptions({ applicationName: 'Leadlens', applicationVersion: VERSION });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        isPackaged: app.isPackaged,
        send: (id) => page()?.send(COMMAND_CHANNEL, id),
        go: (way) => {
          const history = page()?.navigationHistory;
          if (way === 'back') history?.goBack();
          else history?.goForward();
        },
      }),
    ),
  );
}
