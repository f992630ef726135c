import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Frame } from './features/frame/frame';
import { usePreferences } from './state/preferences';
import { kitVariables, theme } from './ui/theme';

/** The whole window: look, notices, frame. */
export function App() {
  const scheme = usePreferences((p) => p.theme);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={kitVariables}
      defaultColorScheme="auto"
      {...(scheme === 'system' ? {} : { forceColorScheme: scheme })}
    >
      <Notifications position="bottom-right" limit={3} />
      <Frame />
    </MantineProvider>
  );
}
