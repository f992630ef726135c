import { Button, FileButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { logoUrl } from '../../../shared/domain/logo';
import { keepViews } from '../../state/project-views';
import { chooseLogo, useLogo } from '../../state/report-head';
import { useSession } from '../../state/session';
import { CommittedText } from '../preferences/committed-text';
import classes from './project-words.module.css';

const MOST = 120;

/** What the project is called. */
export function ProjectName() {
  const name = useSession((s) => s.settings?.projectName ?? '');
  const folder = useSession((s) => s.grant?.name ?? '');
  return (
    <Field name="Name of the project" hint={`Left empty, it is called ${folder}, as its folder`}>
      {(label) => (
        <CommittedText
          label={label}
          value={name}
          maxLength={MOST}
          onCommit={(projectName) => void keepViews(() => ({ projectName }))}
        />
      )}
    </Field>
  );
}

/** What stands over the report: client, title, logo. */
export function ReportWords() {
  const client = useSession((s) => s.settings?.clientName ?? '');
  const title = useSession((s) => s.settings?.reportTitle ?? '');
  return (
    <>
      <Field name="Client">
        {(label) => (
          <CommittedText
            label={label}
            value={client}
            maxLength={MOST}
            onCommit={(clientName) => void keepViews(() => ({ clientName }))}
          />
        )}
      </Field>
      <Field name="Title of the report" hint="Left empty, it says which questions it answers">
        {(label) => (
          <CommittedText
            label={label}
            value={title}
            maxLength={MOST}
            onCommit={(reportTitle) => void keepViews(() => ({ reportTitle }))}
          />
        )}
      </Field>
      <LogoField />
    </>
  );
}

function LogoField() {
  const logo = useLogo();
  return (
    <div className={classes.field}>
      <span className={classes.name}>Logo</span>
      <div className={classes.logo}>
        {logo && (
          <img src={logoUrl(logo.kind, logo.base64)} alt="Logo of the report" className={classes.picture} />
        )}
        <FileButton
          accept="image/png,image/jpeg,image/svg+xml"
          onChange={(file) => {
            if (file) void chooseLogo(file);
          }}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {logo ? 'Choose another' : 'Choose a picture'}
            </Button>
          )}
        </FileButton>
        {logo && (
          <Button size="xs" variant="subtle" onClick={() => void chooseLogo(null)}>
            Remove
          </Button>
        )}
      </div>
      <span className={classes.hint}>PNG, JPEG or SVG, at most a megabyte</span>
    </div>
  );
}

interface FieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly children: (label: string) => ReactNode;
}

function Field({ name, hint, children }: FieldProps) {
  return (
    <div className={classes.field}>
      <span className={classes.name} aria-hidden="true">
        {name}
      </span>
      {children(name)}
      {hint !== undefined && <span className={classes.hint}>{hint}</span>}
    </div>
  );
}
