import { ActionIcon, Button, Modal, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { defaultProjectSettings } from '../../../shared/contract/project';
import { writeTyped } from '../../../shared/charts/typed-number';
import { PROJECT_CURRENCY } from '../../../shared/domain/money';
import { changeSettings, useSession } from '../../state/session';
import {
  leapsOf,
  rateFault,
  rateInWords,
  rateRows,
  ratesOf,
  sameRates,
  type RateRow,
  type Rates as RateTable,
} from './rate-rows';
import classes from './rates.module.css';

interface RatesProps {
  readonly rates: RateTable;
  /** Currencies that the files state and for which there is no rate. */
  readonly lacking: readonly string[];
}

/** The rate table of the project; a change is kept, and what depends on it is counted again. */
export function Rates({ rates, lacking }: RatesProps) {
  const running = useSession((s) => s.run.state === 'running');
  const [rows, setRows] = useState(() => rateRows(rates, lacking));
  const faults = rows.map((row) => rateFault(row, rows));
  const next = ratesOf(rows);
  const changed = !sameRates(next, rates);
  const isFaulty = faults.some((fault) => fault !== null);
  const leaps = isFaulty ? [] : leapsOf(rates, next);
  const [isAsking, setAsking] = useState(false);
  const save = (): void => {
    setAsking(false);
    void changeSettings(() => ({ rates: next }));
  };
  const change = (at: number, part: Partial<RateRow>): void =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <section className={classes.rates} aria-labelledby="rates">
      <h2 id="rates" className={classes.title}>
        Rates <span>units of each currency for one {PROJECT_CURRENCY}</span>
      </h2>
      <p className={classes.lead}>
        Amounts in another currency are converted with this table, rounded once per row. A currency without a
        rate is kept apart and counts in no sum.
        {lacking.length > 0 && ` Without a rate now: ${lacking.join(', ')}.`}
      </p>
      <ul className={classes.list}>
        <li className={classes.row}>
          <span className={classes.own}>{PROJECT_CURRENCY}</span>
          <span className={classes.ownRate}>1</span>
        </li>
        {rows.map((row, index) => (
          <li key={index} className={classes.row}>
            <TextInput
              size="xs"
              w={72}
              maxLength={3}
              aria-label={`Currency ${String(index + 1)}`}
              placeholder="EUR"
              value={row.currency}
              disabled={running}
              onChange={(event) => change(index, { currency: event.currentTarget.value.toUpperCase() })}
            />
            <TextInput
              size="xs"
              w={130}
              classNames={{ input: classes.rate ?? '' }}
              aria-label={`Rate of ${row.currency === '' ? `currency ${String(index + 1)}` : row.currency}`}
              aria-invalid={faults[index] !== null}
              aria-describedby={`rate-fault-${String(index)}`}
              inputMode="decimal"
              placeholder={writeTyped('0.92')}
              value={row.rate}
              disabled={running}
              onChange={(event) => change(index, { rate: event.currentTarget.value })}
            />
            <ActionIcon
              disabled={running}
              aria-label={`Remove ${row.currency === '' ? 'the row' : row.currency}`}
              onClick={() => setRows(rows.filter((_, at) => at !== index))}
            >
              <IconX size={14} aria-hidden="true" />
            </ActionIcon>
            <span id={`rate-fault-${String(index)}`} className={classes.fault} role="status">
              {faults[index] ?? ''}
            </span>
            {faults[index] === null && <span className={classes.understood}>{rateInWords(row)}</span>}
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button
          variant="default"
          disabled={running}
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => setRows([...rows, { currency: '', rate: '' }])}
        >
          Add a currency
        </Button>
        <Button
          disabled={running || !changed || isFaulty}
          onClick={() => (leaps.length > 0 ? setAsking(true) : save())}
        >
          Save and run again
        </Button>
        <Button
          variant="default"
          disabled={running || (!changed && rows.length === Object.keys(rates).length - 1)}
          onClick={() => setRows(rateRows(rates, lacking))}
        >
          Undo
        </Button>
        <Button
          variant="default"
          disabled={running || sameRates(next, defaultProjectSettings().rates)}
          onClick={() => setRows(rateRows(defaultProjectSettings().rates, []))}
        >
          Defaults
        </Button>
      </div>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="A rate changes tenfold or more"
        centered
      >
        <ul className={classes.leaps}>
          {leaps.map((leap) => (
            <li key={leap}>{leap}</li>
          ))}
        </ul>
        <p>Every amount in this currency changes by the same factor.</p>
        <div className={classes.buttons}>
          <Button data-autofocus variant="default" onClick={() => setAsking(false)}>
            Check it again
          </Button>
          <Button onClick={save}>Save and run again</Button>
        </div>
      </Modal>
    </section>
  );
}
