import { useLiveQuery } from 'dexie-react-hooks';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { numbersLeft, type Numbering } from '../../../shared/domain/numbering.ts';
import { KeyValue, type Fact } from '../../components/key-value.tsx';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { readMeta } from '../../store/meta.ts';
import { currentCatalogue } from '../../store/queries.ts';
import styles from './settings.module.css';

function useMachineFacts(numbering: Numbering | undefined): readonly Fact[] {
  const { t } = useTranslation('settings');
  const about = useSession((session) => session.about);
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  const numbers =
    numbering && numbering.leases.length > 0
      ? t('about.numbers-left', { count: numbersLeft(numbering).left })
      : t('about.numbers-none');
  const version = catalogue
    ? t('about.catalogue-is', { version: catalogue.version, procedures: catalogue.procedures.length })
    : t('about.catalogue-none');
  return [
    { label: t('about.numbers'), value: numbers },
    {
      label: t('about.catalogue'),
      value: catalogue?.sample === true ? `${version} · ${t('about.sample')}` : version,
    },
    { label: t('about.portal'), value: about?.portalUrl ?? '' },
    {
      label: t('about.encrypted'),
      value: about?.encrypted === true ? t('about.encrypted-yes') : t('about.encrypted-no'),
    },
    { label: t('about.version'), value: about?.version ?? '' },
    { label: t('about.runtime'), value: about ? t(`about.runtimes.${about.runtime}`) : '' },
    { label: t('about.device'), value: about?.deviceName ?? '' },
  ];
}

/** What this machine is and how long its numbers last. */
export function MachinePart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('settings');
  const numbering = useLiveQuery(() => readMeta(services().db, 'numbering'), []);
  const facts = useMachineFacts(numbering);
  const stand = numbering && numbering.leases.length > 0 ? numbersLeft(numbering) : null;
  return (
    <Section title={t('about.title')} number={number} ref={ref}>
      <div className={styles.form}>
        {stand?.low === true && (
          <Notice kind="warning">
            {stand.left === 0 ? t('about.numbers-out') : t('about.numbers-low', { count: stand.left })}
          </Notice>
        )}
        <KeyValue facts={facts} />
      </div>
    </Section>
  );
}
