import { useLiveQuery } from 'dexie-react-hooks';
import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { Section } from '../../components/section.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/i18n.ts';
import { services } from '../../session/services.ts';
import { useSession } from '../../session/session.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import {
  applyAppearance,
  readAppearance,
  TEXT_SIZES,
  THEMES,
  type Appearance,
} from '../../styles/appearance.ts';
import { chooseLanguage } from '../../use-cases/choose-language.ts';
import styles from './settings.module.css';

/** How the screens look and what the receipt is printed on. Takes effect at once. */
export function ViewPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('settings');
  const language = useSession((session) => session.language);
  const paper = useLiveQuery(() => readMeta(services().db, 'paper'), []);
  const [appearance, setAppearance] = useState(readAppearance);
  function change(part: Partial<Appearance>): void {
    const next = { ...appearance, ...part };
    applyAppearance(next);
    setAppearance(next);
  }
  return (
    <Section title={t('view.title')} number={number} ref={ref}>
      <div className={styles.form}>
        <RadioChoice
          label={t('view.language')}
          description={t('view.language-about')}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={language}
          onChange={(value) => void chooseLanguage(value)}
        />
        <RadioChoice
          label={t('view.text-size')}
          options={TEXT_SIZES.map((value) => ({ value, label: t(`view.size.${value}`) }))}
          value={appearance.textSize}
          onChange={(textSize) => change({ textSize })}
        />
        <RadioChoice
          label={t('view.theme')}
          options={THEMES.map((value) => ({ value, label: t(`view.themes.${value}`) }))}
          value={appearance.theme}
          onChange={(theme) => change({ theme })}
        />
        <RadioChoice
          label={t('view.paper')}
          options={[
            { value: 'A4', label: 'A4' },
            { value: 'A5', label: 'A5' },
          ]}
          value={paper ?? 'A4'}
          onChange={(value) => void writeMeta(services().db, 'paper', value)}
        />
      </div>
    </Section>
  );
}
