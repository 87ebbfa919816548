import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import { ABILITIES, type Standing } from '../../../shared/domain/capability.ts';
import type { Catalogue, Field, Office } from '../../../shared/domain/procedure.ts';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { useNow } from '../../i18n/use-now.ts';
import { formatDay, moveDay } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { currentCatalogue } from '../../store/queries.ts';
import screen from '../screen.module.css';
import styles from './capabilities.module.css';
import { capabilityGroups, type CapabilityGroup } from './capability-groups.ts';

/** What each office may do about which procedures today, and since when; the counter's own office first. */
export function CapabilitiesScreen() {
  const { t } = useTranslation(['capability', 'common']);
  const errorText = useErrorText();
  const today = dayOf(useNow());
  const own = useSession((session) => session.device?.office.id);
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  const region = useRef<HTMLDivElement>(null);
  const loaded = catalogue !== undefined;
  // There is nothing to type here: the arrow keys scroll.
  useEffect(() => {
    if (loaded) region.current?.focus();
  }, [loaded]);
  if (catalogue === undefined) return <p className={screen.empty}>{t('common:loading')}</p>;
  if (catalogue === null)
    return (
      <div className={screen.screen}>
        <Notice kind="warning" title={t('title')}>
          {errorText({ code: 'catalogue-missing' })}
        </Notice>
      </div>
    );
  const offices = catalogue.offices.toSorted((a, b) => Number(b.id === own) - Number(a.id === own));
  return (
    <div
      ref={region}
      className={`${screen.screen} ${screen.scrolling}`}
      tabIndex={0}
      role="region"
      aria-label={t('title')}
    >
      <div className={screen.head}>
        <h1>{t('title')}</h1>
        <span className={screen.muted}>
          {t('as-of', { day: formatDay(today), version: catalogue.version })}
          {catalogue.sample && ` · ${t('common:header.sample')}`}
        </span>
      </div>
      {catalogue.capabilities === undefined && <Notice kind="info">{t('unstated')}</Notice>}
      {offices.map((office) => (
        <OfficePart
          key={office.id}
          office={office}
          own={office.id === own}
          catalogue={catalogue}
          day={today}
        />
      ))}
    </div>
  );
}

interface OfficePartProps {
  readonly office: Office;
  readonly own: boolean;
  readonly catalogue: Catalogue;
  readonly day: string;
}

function OfficePart({ office, own, catalogue, day }: OfficePartProps) {
  const { t } = useTranslation('capability');
  return (
    <Section title={office.nameVi} aside={own && <span className={screen.muted}>{t('own')}</span>}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.procedures')}</th>
            {ABILITIES.map((ability) => (
              <th key={ability} scope="col">
                {t(`ability.${ability}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {capabilityGroups(catalogue, office.id, day).map((group, i) => (
            <tr key={i}>
              <th scope="row">
                <GroupName group={group} />
              </th>
              {ABILITIES.map((ability) => (
                <td key={ability}>
                  <StandingCell standing={group.standings[ability]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function GroupName({
  group: { all, count, fields, othersOf, named, rule },
}: {
  readonly group: CapabilityGroup;
}) {
  const { t, i18n } = useTranslation(['capability', 'reception']);
  const nameOf = (field: Field) => (i18n.language === 'vi' ? field.nameVi : field.nameEn);
  return (
    <>
      <strong>{all ? t('all', { count }) : t('some', { count })}</strong>
      {!all && fields.length > 0 && <span>{fields.map(nameOf).join(' · ')}</span>}
      {othersOf.length > 0 && <span>{t('others-of', { fields: othersOf.map(nameOf).join(' · ') })}</span>}
      {named.length > 0 && (
        <ul>
          {named.map(({ code, nameVi }) => (
            <li key={code}>
              {code} {nameVi}
            </li>
          ))}
        </ul>
      )}
      {rule && (
        <span className={styles.note}>
          {rule.note}
          {!rule.verified && <em>{t('reception:mark.unverified')}</em>}
        </span>
      )}
    </>
  );
}

function StandingCell({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('capability');
  if (!standing.allowed)
    return (
      <span className={styles.no}>
        <span aria-hidden="true">{standing.why === 'never' ? '– ' : '○ '}</span>
        {standing.why === 'never'
          ? t('standing.never')
          : t(`standing.${standing.why}`, { day: formatDay(standing.day) })}
      </span>
    );
  return (
    <span className={styles.yes}>
      <span aria-hidden="true">● </span>
      {standing.from === null
        ? t('standing.allowed')
        : t('standing.since', { day: formatDay(standing.from) })}
      {standing.until !== null && (
        <span className={styles.until}>
          {t('standing.until', { day: formatDay(moveDay(standing.until, -1)) })}
        </span>
      )}
    </span>
  );
}
