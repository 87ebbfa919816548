import { useLiveQuery } from 'dexie-react-hooks';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../../shared/domain/dossier/state.ts';
import { foldedWords } from '../../../shared/domain/text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useListedHotkeys } from '../../components/hotkeys.ts';
import { Kbd } from '../../components/kbd.tsx';
import { TextField } from '../../components/text-field.tsx';
import { services } from '../../session/services.ts';
import { dossierByCode } from '../../store/queries.ts';
import { openDossier } from '../open-dossier.ts';
import styles from './frame.module.css';

interface CommandLine {
  readonly id: string;
  readonly label: string;
  readonly keys: string | null;
  readonly run: () => void;
}

function matches(label: string, typed: string): boolean {
  const words = foldedWords(label);
  return foldedWords(typed).every((start) => words.some((word) => word.startsWith(start)));
}

function useCommands(typed: string): readonly CommandLine[] {
  const { t } = useTranslation('common');
  const hotkeys = useListedHotkeys();
  const found = useLiveQuery(
    async () => (typed.trim() === '' ? null : dossierByCode(services().db, typed)),
    [typed],
  );
  const dossiers = found
    ? [
        {
          id: found.dossier.id,
          label: t('palette.open-dossier', { code: codeOf(found.dossier) }),
          keys: null,
          run: () => {
            openDossier(found.dossier.id);
          },
        },
      ]
    : [];
  const actions = hotkeys
    .filter(({ hidden, keys, label }) => hidden !== true && keys !== 'Ctrl+K' && matches(label, typed))
    .map(({ keys, label, run }) => ({ id: keys, label, keys, run }));
  return [...dossiers, ...actions];
}

/** Everything that can be done here, found by typing; also opens a dossier by its code. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const commands = useCommands(typed);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const active = Math.min(at, commands.length - 1);

  function run(command: CommandLine | undefined): void {
    if (!command) return;
    onClose();
    // After the dialog has given the focus back, so that the command may place it.
    setTimeout(command.run, 0);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') run(commands[active]);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = Math.max(0, Math.min(commands.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1)));
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  }
  return (
    <Dialog title={t('palette.title')} onClose={onClose}>
      <TextField
        label={t('palette.label')}
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        {...(commands.length > 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
      />
      {commands.length === 0 ? (
        <p role="status">{t('palette.empty')}</p>
      ) : (
        <ul
          ref={list}
          id={`${id}-list`}
          className={styles.palette}
          role="listbox"
          aria-label={t('palette.title')}
        >
          {commands.map((command, i) => (
            <li
              key={command.id}
              id={`${id}-${i}`}
              role="option"
              className={styles.command}
              aria-selected={i === active}
              onClick={() => {
                run(command);
              }}
            >
              {command.label}
              {command.keys !== null && <Kbd keys={command.keys} />}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
