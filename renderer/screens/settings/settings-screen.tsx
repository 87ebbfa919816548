import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { focusFirst } from '../../components/section.tsx';
import { useSession } from '../../session/session.ts';
import screen from '../screen.module.css';
import { BackupPart } from './backup-part.tsx';
import { CounterPart } from './counter-part.tsx';
import { MachinePart } from './machine-part.tsx';
import { ScannerPart } from './scanner-part.tsx';
import { SessionPart } from './session-part.tsx';
import styles from './settings.module.css';
import { UpkeepPart } from './upkeep-part.tsx';
import { ViewPart } from './view-part.tsx';

/** The counter, who is at it, how it looks. A machine that is no counter yet starts here. */
export function SettingsScreen() {
  const { t } = useTranslation(['settings', 'backup']);
  const enrolled = useSession((session) => session.device !== null);
  const copied = useSession((session) => session.standing === 'copied');
  const signedIn = useSession((session) => session.staff !== null);
  const counter = useRef<HTMLElement>(null);
  const person = useRef<HTMLElement>(null);
  const view = useRef<HTMLElement>(null);
  const machine = useRef<HTMLElement>(null);
  const backup = useRef<HTMLElement>(null);
  const upkeep = useRef<HTMLElement>(null);
  const scanner = useRef<HTMLElement>(null);
  const parts = [
    { ref: counter, label: t('counter.title') },
    { ref: person, label: t('session.title') },
    { ref: machine, label: t('about.title') },
    { ref: view, label: t('view.title') },
    { ref: backup, label: t('backup:title') },
    { ref: upkeep, label: t('upkeep.title') },
    { ref: scanner, label: t('scanner.title') },
  ];
  useHotkeys(
    parts.map(({ ref, label }, i) => ({
      keys: `Alt+${i + 1}`,
      label,
      run: () => {
        ref.current?.scrollIntoView({ block: 'nearest' });
        focusFirst(ref.current);
      },
    })),
  );
  useEffect(() => {
    if (!enrolled || copied) focusFirst(counter.current);
    else if (!signedIn) focusFirst(person.current);
  }, [enrolled, copied, signedIn]);
  return (
    <div className={`${screen.screen} ${screen.scrolling}`}>
      <h1>{t('title')}</h1>
      {!enrolled && (
        <Notice kind="info" title={t('first-run.title')}>
          {t('first-run.text')}
        </Notice>
      )}
      {enrolled && !copied && !signedIn && (
        <Notice kind="info" title={t('sign-in-next.title')}>
          {t('sign-in-next.text')}
        </Notice>
      )}
      <div className={styles.columns}>
        <div>
          <CounterPart number={1} ref={counter} />
          <SessionPart number={2} ref={person} />
          <MachinePart number={3} ref={machine} />
        </div>
        <div>
          <ViewPart number={4} ref={view} />
          <BackupPart number={5} ref={backup} />
          <UpkeepPart number={6} ref={upkeep} />
          <ScannerPart number={7} ref={scanner} />
        </div>
      </div>
    </div>
  );
}
