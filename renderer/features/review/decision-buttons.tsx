import { Button, Kbd, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import classes from './decision-bar.module.css';

interface SmallButtonProps {
  readonly label: string;
  readonly keys: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

/** A button for which there is no room beyond a picture and its keys: its words come up under the pointer. */
export const AlikeButton = ({
  label,
  icon: Icon,
  keys,
  disabled,
  onClick,
}: SmallButtonProps & { readonly icon: Icon }) => (
  <Tooltip
    label={`${label} (${keys}): the same for all that look the same and are not decided; one undo takes them back`}
  >
    <Button
      size="compact-sm"
      px={3}
      variant="subtle"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon size={14} aria-hidden="true" />
      <Kbd size="xs">{keys}</Kbd>
    </Button>
  </Tooltip>
);

/** A button of the bar beside the verdicts. @param isQuiet its keys come up under the pointer alone */
export const BarButton = ({
  label,
  keys,
  disabled,
  onClick,
  isQuiet = false,
}: SmallButtonProps & { readonly isQuiet?: boolean }) => (
  <Button
    size="compact-sm"
    variant="subtle"
    disabled={disabled}
    onClick={onClick}
    title={`${label} (${keys})`}
    rightSection={isQuiet ? null : <Kbd size="xs">{keys}</Kbd>}
  >
    {label}
  </Button>
);

interface VerdictProps {
  readonly label: string;
  readonly keys: string;
  readonly effect: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly primary?: boolean;
}

/** A verdict with its key, and what it would change below it. */
export function Verdict({ label, keys, effect, disabled, onClick, primary = false }: VerdictProps) {
  return (
    <div className={classes.verdict}>
      <Button
        size="compact-md"
        px={6}
        variant={primary ? 'filled' : 'default'}
        disabled={disabled}
        onClick={onClick}
        rightSection={<Kbd size="xs">{keys}</Kbd>}
      >
        {label}
      </Button>
      <span className={classes.effect} title={effect}>
        {effect === '' ? 'changes no count' : effect}
      </span>
    </div>
  );
}
