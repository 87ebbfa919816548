import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { readFilingNumber } from '../../../shared/domain/dossier/filing.ts';
import type { FoundFiling } from '../../../shared/portal/filing.ts';
import { useSession } from '../../session/session.ts';
import { findFilings } from '../../use-cases/find-filing.ts';
import { useReception } from './reception-context.ts';
import styles from './reception.module.css';

/** How long a number must stand still before the portal is asked, milliseconds. */
const STILL_MS = 600;

interface Said {
  readonly number: string;
  /** Whether the portal answered at all. */
  readonly answered: boolean;
  readonly found: FoundFiling | null;
}

/**
 * What the portal says of a typed number, in words; null for no number. Never in the way: what cannot be checked now is
 * checked when it is sent.
 */
export function useNumberCheck(typed: string, procedureCode: string): string | null {
  const { t } = useTranslation('reception');
  const online = useSession((session) => session.sync.connection === 'online');
  const number = readFilingNumber(typed);
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    if (number === null || !online) return;
    let wanted = true;
    const timer = setTimeout(() => {
      void findFilings({ kind: 'number', number }).then((answer) => {
        if (wanted)
          setSaid({ number, answered: answer.ok, found: answer.ok ? (answer.value[0] ?? null) : null });
      });
    }, STILL_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [number, online]);
  if (number === null) return null;
  const current = said?.number === number ? said : null;
  if (!online || current?.answered === false) return t('guide.check.later');
  if (!current) return t('guide.check.asking');
  const { found } = current;
  if (!found) return t('guide.check.unknown');
  if (found.procedure.code !== procedureCode)
    return t('guide.check.other-procedure', { procedure: found.procedure.nameVi });
  return found.place === 'portal'
    ? t('guide.check.right', { name: found.applicant })
    : t('guide.check.taken');
}

/** What the portal says of the number in the form. */
export function NumberCheck() {
  const { form } = useReception();
  const [typed, procedure] = useWatch({ control: form.control, name: ['guide.number', 'procedure'] });
  const words = useNumberCheck(typed, procedure);
  if (words === null) return null;
  return (
    <p role="status" className={styles.half}>
      {words}
    </p>
  );
}
