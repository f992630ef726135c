import { readTyped, writeTyped } from '../../../shared/charts/typed-number';
import type { ProjectSettings } from '../../../shared/contract/project';
import { changeSettings, useSession } from '../../state/session';
import { CommittedText } from './committed-text';
import { Setting, SettingGroup } from './setting-row';
import { countryFault, countryName, wholeNumberFault } from './thresholds';

const BOUNDS = {
  placeholderPartners: [2, 100_000],
  sharedKeyHolders: [2, 100_000],
  attributionWindowDays: [1, 3650],
} as const;
/** Per cent. */
const [LEAST_LIKELY, MOST_LIKELY] = [50, 99];

/** Thresholds of the open project: they change its numbers, so they are kept with it. */
export function ProjectThresholds({ project }: { readonly project: string }) {
  const settings = useSession((s) => s.settings);
  if (!settings) return null;
  return (
    <SettingGroup
      title={`Project ${project}`}
      lead="These belong to the project and change its numbers: the analysis runs again, and the change can be undone."
    >
      <Setting
        name="Placeholder from"
        hint="A hashed e-mail or phone that occurs with this many different partners is reported as a placeholder."
      >
        <Count settings={settings} field="placeholderPartners" label="Placeholder from" unit="partners" />
      </Setting>
      <Setting
        name="Shared from"
        hint="A hashed e-mail or phone that this many delivered or CRM leads hold with different partners is shared: by itself it makes no strict link."
      >
        <Count settings={settings} field="sharedKeyHolders" label="Shared from" unit="leads" />
      </Setting>
      <Setting
        name="Likely from"
        hint="The most probable delivered lead of a CRM lead is its likely link from this probability on, if the runner-up is well below."
      >
        <CommittedText
          label="Likely from, per cent"
          value={writeTyped(String(Math.round(settings.likelyProbability * 1000) / 10))}
          maxLength={2}
          width={72}
          inputMode="numeric"
          fault={(text) => wholeNumberFault(text, LEAST_LIKELY, MOST_LIKELY)}
          onCommit={(text) =>
            void changeSettings(() => ({ likelyProbability: Number(readTyped(text)) / 100 }))
          }
        />
        <span>%</span>
      </Setting>
      <Setting
        name="Attribution window"
        hint="A touch counts for an invoice if it lies at most this long before it."
      >
        <Count settings={settings} field="attributionWindowDays" label="Attribution window" unit="days" />
      </Setting>
      <Setting
        name="Country of phone numbers"
        hint={`${countryName(settings.phoneCountry) ?? settings.phoneCountry}: for raw numbers without a country prefix.`}
      >
        <CommittedText
          label="Country of phone numbers"
          value={settings.phoneCountry}
          maxLength={2}
          width={72}
          fault={countryFault}
          onCommit={(code) => void changeSettings(() => ({ phoneCountry: code.toUpperCase() }))}
        />
      </Setting>
    </SettingGroup>
  );
}

interface CountProps {
  readonly settings: ProjectSettings;
  readonly field: keyof typeof BOUNDS;
  readonly label: string;
  readonly unit: string;
}

function Count({ settings, field, label, unit }: CountProps) {
  const [least, most] = BOUNDS[field];
  return (
    <>
      <CommittedText
        label={`${label}, ${unit}`}
        value={String(settings[field])}
        maxLength={6}
        width={72}
        inputMode="numeric"
        fault={(text) => wholeNumberFault(text, least, most)}
        onCommit={(text) => void changeSettings(() => ({ [field]: Number(readTyped(text)) }))}
      />
      <span>{unit}</span>
    </>
  );
}
