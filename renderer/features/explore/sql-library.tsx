import { ActionIcon, Button, Menu, Popover, TextInput } from '@mantine/core';
import { IconBookmark, IconDeviceFloppy, IconHistory, IconTrash, type Icon } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useSession } from '../../state/session';
import { forgetQuery, saveQuery, useSql, writeSql } from '../../state/sql';
import classes from './sql.module.css';

/** A query in one line. */
const inOneLine = (sql: string): string => sql.replaceAll(/\s+/g, ' ').trim();

/** What was run before, what the project keeps, and keeping what stands here. */
export function SqlLibrary() {
  const isEmpty = useSql((s) => s.text.trim() === '');
  const saved = useSession((s) => s.settings?.queries ?? null);
  const queries = saved ?? [];
  const history = useSession((s) => s.settings?.explore.history ?? null) ?? [];
  return (
    <>
      <QueryMenu label="Saved" icon={IconBookmark} isEmpty={queries.length === 0}>
        {queries.map((query) => (
          <div key={query.id} className={classes.entry}>
            <Menu.Item onClick={() => writeSql(query.sql)}>
              <span className={classes.entryName}>{query.name}</span>
              <span className={classes.entrySql}>{inOneLine(query.sql)}</span>
            </Menu.Item>
            <ActionIcon aria-label={`Delete ${query.name}`} onClick={() => void forgetQuery(query.id)}>
              <IconTrash size={14} aria-hidden="true" />
            </ActionIcon>
          </div>
        ))}
      </QueryMenu>
      <QueryMenu label="History" icon={IconHistory} isEmpty={history.length === 0}>
        {history.map((sql) => (
          <Menu.Item key={sql} onClick={() => writeSql(sql)}>
            <span className={classes.entrySql}>{inOneLine(sql)}</span>
          </Menu.Item>
        ))}
      </QueryMenu>
      <SaveAs isEmpty={isEmpty} names={queries.map(({ name }) => name)} />
    </>
  );
}

interface QueryMenuProps {
  readonly label: string;
  readonly icon: Icon;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

/** A button that opens a list of queries. */
function QueryMenu({ label, icon: Symbol, isEmpty, children }: QueryMenuProps) {
  return (
    <Menu width={420} position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<Symbol size={14} aria-hidden="true" />} disabled={isEmpty}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.list ?? ''}>{children}</Menu.Dropdown>
    </Menu>
  );
}

function SaveAs({ isEmpty, names }: { readonly isEmpty: boolean; readonly names: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [isSaving, setSaving] = useState(false);
  const wanted = name.trim();
  const save = (): void => {
    if (wanted === '' || isSaving) return;
    setSaving(true);
    // What closes is saved.
    void saveQuery(wanted, useSql.getState().text).finally(() => {
      setSaving(false);
      setOpen(false);
      setName('');
    });
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={14} aria-hidden="true" />}
          disabled={isEmpty}
          onClick={() => setOpen(!isOpen)}
        >
          Save
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.save}>
          <TextInput
            size="xs"
            label="Name"
            value={name}
            description={names.includes(wanted) ? 'Replaces the one of this name.' : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') save();
            }}
          />
          <Button onClick={save} disabled={wanted === ''} loading={isSaving}>
            Save in the project
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
