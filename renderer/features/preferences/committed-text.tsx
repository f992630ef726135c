import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface CommittedTextProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly width?: number;
  readonly inputMode?: 'text' | 'numeric';
  readonly disabled?: boolean;
  /** What is wrong with a text, in words; null where it can be taken. */
  readonly fault?: (text: string) => string | null;
  readonly onCommit: (text: string) => void;
}

/** A text field whose text is taken when the reader is done: with Enter, or by leaving it. Escape takes it back. */
export function CommittedText(props: CommittedTextProps) {
  const {
    label,
    value,
    maxLength,
    width = 220,
    inputMode = 'text',
    disabled = false,
    fault,
    onCommit,
  } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value;
  const wrong = fault?.(text.trim()) ?? null;
  const commit = (): void => {
    const next = text.trim();
    if (wrong !== null) return;
    setTyped(null);
    if (next !== value) onCommit(next);
  };
  return (
    <TextInput
      size="xs"
      w={width}
      aria-label={label}
      value={text}
      maxLength={maxLength}
      inputMode={inputMode}
      disabled={disabled}
      error={wrong}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
