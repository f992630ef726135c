import { Select } from '@mantine/core';
import type { FileReport } from '../../../shared/contract/sources';
import type { Finding } from '../../../shared/domain/finding';
import { serviceName, sourcesOf, type SourceId } from '../../../shared/domain/source';
import { changeSettings, useSession } from '../../state/session';
import classes from './time-zones.module.css';

/** Time zones of the IANA database that this machine knows. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

interface TimeZonesProps {
  readonly files: readonly FileReport[];
  readonly findings: readonly Finding[];
}

/** In which time zone the exports of each service are whose times stand in an order; a change is kept, and counted at once. */
export function TimeZones({ files, findings }: TimeZonesProps) {
  const running = useSession((s) => s.run.state === 'running');
  const zones = useSession((s) => s.settings?.timeZones);
  const services = sourcesOf('invoices', 'touches').filter((source) =>
    files.some((file) => file.status === 'read' && file.source === source),
  );
  if (!zones || !services.some((source) => sourcesOf('touches').includes(source))) return null;
  const isAsked = findings.some(({ code }) => code === 'time_zone_unknown');
  const choose = (source: SourceId, zone: string | null): void =>
    void changeSettings(({ timeZones }) => {
      const { [source]: before, ...others } = timeZones;
      if ((before ?? null) === zone) return {};
      return { timeZones: zone === null ? others : { ...others, [source]: zone } };
    });
  return (
    <section className={classes.zones} aria-labelledby="time-zones">
      <h2 id="time-zones" className={classes.title}>
        Time zones <span>of exports whose times do not say theirs</span>
      </h2>
      <p className={classes.lead}>
        Touches and invoices are compared by moment where the time zone of both is known, else as they are
        written. Offsets in a time, Unix times and headers that say UTC are known without a setting; days stay
        as written.
        {isAsked && ' Some near each other are not comparable now: see Findings.'}
      </p>
      <ul className={classes.list}>
        {services.map((source) => (
          <li key={source} className={classes.row}>
            <span className={classes.service}>{serviceName(source)}</span>
            <Select
              size="xs"
              w={220}
              searchable
              clearable
              limit={100}
              aria-label={`Time zone of ${serviceName(source)}`}
              placeholder="As written"
              data={ZONES}
              value={zones[source] ?? null}
              disabled={running}
              onChange={(zone) => choose(source, zone)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
