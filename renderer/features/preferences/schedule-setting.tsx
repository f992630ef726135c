import { SegmentedControl } from '@mantine/core';
import { formatMoment } from '../../../shared/charts/format';
import { readTyped } from '../../../shared/charts/typed-number';
import type { Preferences } from '../../../shared/contract/host';
import { readTimes } from '../../../shared/domain/schedule';
import { changePreferences, usePreferences } from '../../state/preferences';
import { useNextRun } from '../../state/schedule';
import { CommittedText } from './committed-text';
import { Setting } from './setting-row';
import { wholeNumberFault } from './thresholds';

const KINDS: { value: Preferences['schedule']; label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'every', label: 'Every so many hours' },
  { value: 'at', label: 'At times' },
];

const LONGEST_HOURS = 168;

const timesFault = (text: string): string | null => {
  const times = readTimes(text);
  return times.kind === 'wrong' ? `“${times.part}” is no time: 06:00,18:00.` : null;
};

/** When the open folder is read by the clock. */
export function ScheduleSetting() {
  const { schedule, scheduleHours, scheduleTimes } = usePreferences();
  const due = useNextRun((s) => s.due);
  return (
    <Setting
      name="By the clock"
      hint={`The open folder is read while Leadlens is open, and a notification says what changed. What the machine slept over is made up once.${due ? ` Next: ${formatMoment(new Date(due.at).toISOString())}.` : ''}`}
    >
      <SegmentedControl
        aria-label="By the clock"
        data={KINDS}
        value={schedule}
        onChange={(kind) => void changePreferences({ schedule: kind })}
      />
      {schedule === 'every' && (
        <>
          <CommittedText
            label="Hours from run to run"
            value={String(scheduleHours)}
            maxLength={3}
            width={56}
            inputMode="numeric"
            fault={(text) => wholeNumberFault(text, 1, LONGEST_HOURS)}
            onCommit={(text) => void changePreferences({ scheduleHours: Number(readTyped(text)) })}
          />
          <span>hours</span>
        </>
      )}
      {schedule === 'at' && (
        <CommittedText
          label="Times of the day"
          value={scheduleTimes}
          maxLength={200}
          width={140}
          fault={timesFault}
          onCommit={(text) => void changePreferences({ scheduleTimes: text })}
        />
      )}
    </Setting>
  );
}
