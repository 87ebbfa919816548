import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appError, type AppError } from '../../../shared/errors.ts';
import type { Desktop, IpcReply } from '../../../shared/ipc/contract.ts';
import type { KeyStatus } from '../../../shared/keys.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatWhen } from '../../i18n/when.ts';
import styles from './lock.module.css';

const GIGABYTE = 1024 ** 3;

interface SupportPanelProps {
  readonly desktop: Desktop;
  readonly state: KeyStatus;
  readonly name: string;
  readonly onLeave: () => void;
}

/** What technical support sees of a locked machine: its state, and the bundle to take along. Nothing of any citizen. */
export function SupportPanel({ desktop, state, name, onLeave }: SupportPanelProps) {
  const { t, i18n } = useTranslation('lock');
  const errorText = useErrorText();
  const [since] = useState(() => new Date().toISOString());
  const [about, setAbout] = useState<IpcReply<'app:about'> | null>(null);
  const [free, setFree] = useState<number | null>(null);
  const [said, setSaid] = useState<{ readonly where: string | null } | { readonly error: AppError } | null>(
    null,
  );
  useEffect(() => {
    void desktop.invoke('app:about', {}).then(setAbout);
    void desktop.invoke('journal:space', {}).then((space) => setFree(space.free));
  }, [desktop]);
  async function save(): Promise<void> {
    const saved = await desktop.invoke('diagnostics:save-bundle', { counter: null });
    setSaid(saved.ok ? saved.value : { error: appError(saved.error.code, saved.error.params) });
  }
  useHotkeys([
    { keys: 'Alt+S', label: t('support.save'), run: () => void save() },
    { keys: 'Escape', label: t('support.leave'), run: onLeave },
  ]);
  return (
    <main className={styles.lock} data-testid="support">
      <h1>{t('support.title', { name })}</h1>
      <p>{t('support.about')}</p>
      <KeyValue
        facts={[
          { label: t('support.version'), value: about ? `${about.version} · ${about.runtime}` : '…' },
          { label: t('support.machine'), value: about ? `${about.deviceName} · ${about.deviceId}` : '…' },
          { label: t('support.portal'), value: about?.portalUrl ?? '…' },
          { label: t('support.reached'), value: formatWhen(since, 'full', i18n.language) },
          {
            label: t('support.keys'),
            value: t(state.protected ? 'support.protected' : 'support.unprotected'),
          },
          { label: t('support.clerks'), value: String(state.clerks.length) },
          { label: t('support.space'), value: free === null ? '…' : `${(free / GIGABYTE).toFixed(1)} GB` },
        ]}
      />
      <ActionButton keys="Alt+S" look="primary" onPress={() => void save()}>
        {t('support.save')}
      </ActionButton>
      <ActionButton keys="Escape" onPress={onLeave}>
        {t('support.leave')}
      </ActionButton>
      <p role="status">{said && 'where' in said && said.where !== null && t('support.saved', said)}</p>
      {said && 'error' in said && <Notice kind="error">{errorText(said.error)}</Notice>}
    </main>
  );
}
