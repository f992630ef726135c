import { MantineProvider } from '@mantine/core';
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
      <Frame />
    </MantineProvider>
  );
}
