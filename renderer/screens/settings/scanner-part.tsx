import { useEffect, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkScanner } from '../../../shared/ipc/scanning.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { Section } from '../../components/section.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { chooseScanner, currentScanner, scannersNearby } from '../../use-cases/choose-scanner.ts';
import screen from '../screen.module.css';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import styles from './settings.module.css';
import { SubmitForm } from './submit-form.tsx';

/** Which network scanner pages are taken from: its address typed, or chosen from those found. */
export function ScannerPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const { busy, errors, run } = useRequest();
  const [used, setUsed] = useState<NetworkScanner | null>(null);
  const [found, setFound] = useState<readonly NetworkScanner[] | null>(null);
  const [looking, setLooking] = useState(false);
  const [address, setAddress] = useState('');
  useEffect(() => {
    void currentScanner().then(setUsed);
  }, []);
  const use = (at: string | null) =>
    run(async () => {
      const chosen = await chooseScanner(at);
      if (chosen.ok) setUsed(chosen.value);
      return chosen;
    });
  async function find(): Promise<void> {
    if (looking) return;
    setLooking(true);
    const nearby = await scannersNearby();
    setLooking(false);
    setFound(nearby);
    if (nearby[0]) setAddress(nearby[0].address);
  }
  return (
    <Section title={t('scanner.title')} number={number} ref={ref}>
      <p className={screen.muted}>{t('scanner.about')}</p>
      <KeyValue
        facts={[
          {
            label: t('scanner.is'),
            value: used ? `${used.name} · ${used.address}` : t('scanner.none'),
          },
        ]}
      />
      <SubmitForm
        error={errors[0] ? errorText(errors[0]) : null}
        submit={t(busy ? 'scanner.busy' : 'scanner.use')}
        onSubmit={(values) => void use(typedIn(values, 'scanner'))}
      >
        <TextField
          className={styles.wide}
          name="scanner"
          label={t('scanner.address')}
          hint={t('scanner.address-about')}
          maxLength={200}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </SubmitForm>
      <div className={styles.form}>
        <ActionButton onPress={() => void find()}>
          {t(looking ? 'scanner.finding' : 'scanner.find')}
        </ActionButton>
        {found && found.length > 0 && (
          <SelectField
            label={t('scanner.found')}
            options={found.map((each) => ({ value: each.address, label: `${each.name} · ${each.address}` }))}
            value={address}
            onChange={({ target }) => setAddress(target.value)}
          />
        )}
        <p role="status">{!looking && found?.length === 0 && t('scanner.found-none')}</p>
        {used && (
          <ActionButton look="quiet" onPress={() => void use(null)}>
            {t('scanner.drop')}
          </ActionButton>
        )}
      </div>
    </Section>
  );
}
