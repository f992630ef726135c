import {
  ActionIcon,
  Button,
  createTheme,
  Input,
  Menu,
  SegmentedControl,
  Select,
  Tabs,
  Tooltip,
} from '@mantine/core';
import type { CSSVariablesResolver } from '@mantine/core';

const shades = (role: string) => [role, role, role, role, role, role, role, role, role, role] as const;

/** The UI kit, told to read the role tokens: sizes here, colours in tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--font-sans)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.35' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  primaryColor: 'accent',
  colors: { accent: shades('var(--accent)') },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs', fw: 500 } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 250,
        withArrow: false,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    }),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false, checkIconPosition: 'right' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs', transitionDuration: 120 } }),
    InputWrapper: Input.Wrapper.extend({ styles: { description: { fontSize: '12px' } } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', position: 'bottom-end', transitionProps: { duration: 80 } },
    }),
    Tabs: Tabs.extend({ defaultProps: { variant: 'default' } }),
  },
});

const roles = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-muted)',
  '--mantine-color-placeholder': 'var(--text-muted)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-default': 'var(--surface-raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--border-strong)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent-text)',
  '--mantine-color-accent-outline': 'var(--accent-text)',
  '--mantine-color-accent-text': 'var(--accent-text)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-color-gray-light-color': 'var(--text-muted)',
  '--mantine-color-gray-text': 'var(--text-muted)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--text-muted)',
  '--mantine-color-disabled-border': 'var(--border)',
  '--mantine-shadow-md': 'var(--shadow)',
};

/** The kit's own greys, for those of its parts that ask for a shade and not for a role. */
const greys = (name: 'gray' | 'dark', tokens: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    tokens.map((token, shade) => [`--mantine-color-${name}-${String(shade)}`, `var(--${token})`]),
  );

const lightGreys = greys('gray', [
  'grey-50',
  'grey-100',
  'grey-200',
  'grey-300',
  'grey-300',
  'grey-400',
  'grey-500',
  'grey-600',
  'grey-600',
  'grey-900',
]);

const darkGreys = greys('dark', [
  'night-900',
  'night-600',
  'night-500',
  'night-400',
  'night-300',
  'night-300',
  'night-100',
  'night-50',
  'night-100',
  'night-0',
]);

/** The kit's variables, in both schemes, by way of the roles. */
export const kitVariables: CSSVariablesResolver = () => ({
  variables: roles,
  light: { ...roles, ...lightGreys },
  dark: { ...roles, ...darkGreys },
});
