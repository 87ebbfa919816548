import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { EXPLAINED } from '../../../shared/domain/dossier/assistance.ts';
import type { Procedure } from '../../../shared/domain/procedure.ts';
import { CheckField } from '../../components/check-field.tsx';
import { Money } from '../../components/money.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { QrCode } from '../../print/qr-code.tsx';
import { ChoiceField } from './choice-field.tsx';
import { NumberCheck } from './number-check.tsx';
import { HomeAddress } from './part-result.tsx';
import { feeWords } from './procedure-words.ts';
import { usePreview, useProcedure, useReception, useTextField } from './reception-context.ts';
import styles from './reception.module.css';
import { neededCounts } from './reception-values.ts';

/** Ticked once clerk and citizen have gone through a part together. */
export function Explained({ what }: { readonly what: (typeof EXPLAINED)[number] }) {
  const { t } = useTranslation('reception');
  const { form } = useReception();
  const selected = useWatch({ control: form.control, name: `guide.${what}` });
  return (
    <div className={styles.below} data-field={`guide.${what}`}>
      <CheckField
        selected={selected}
        onChange={(on) => {
          form.setValue(`guide.${what}`, on);
        }}
      >
        {t(`guide.explained.${what}`)}
      </CheckField>
    </div>
  );
}

const STEPS = ['prepare', 'account', 'file', 'pay', 'result'] as const;

/** Part 1: what filing online takes, step by step. */
export function Steps({ procedure }: { readonly procedure: Procedure | null }) {
  const { t } = useTranslation('reception');
  if (!procedure) return null;
  return (
    <>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <li key={step}>{t(`guide.step.${step}`, { authority: procedure.authority })}</li>
        ))}
      </ol>
      <Explained what="steps" />
    </>
  );
}

/** Part 3: what it costs; nothing is taken here. */
export function PartGuideFee() {
  const { t } = useTranslation('reception');
  const field = useTextField();
  const procedure = useProcedure();
  const { fee } = usePreview();
  const needed = neededCounts(procedure);
  return (
    <Section number={3} title={t('part.fee')}>
      <div className={styles.row}>
        {needed.pages && <NumberField {...field('feeCounts.pages')} label={t('label.pages')} />}
        {needed.copies && <NumberField {...field('feeCounts.copies')} label={t('label.copies')} />}
        <div>
          <span className={styles.label}>{t('fee.total')}</span>
          <output className={styles.total}>
            {fee ? fee.total === 0 ? t('fee.free') : <Money amount={fee.total} /> : '—'}
          </output>
          {procedure && fee && fee.total > 0 && (
            <span className={styles.quiet}>{feeWords(t, procedure.fees)}</span>
          )}
        </div>
      </div>
      {fee && fee.total > 0 && <p className={styles.quiet}>{t('guide.fee-online')}</p>}
      <Explained what="fee" />
    </Section>
  );
}

/** The citizen agrees that what they said of themselves is kept. */
export function Consent() {
  const { t } = useTranslation('reception');
  const { form, errorOf, leave } = useReception();
  const selected = useWatch({ control: form.control, name: 'guide.consent' });
  const error = errorOf('guide.consent');
  return (
    <div className={styles.below} data-field="guide.consent">
      <CheckField
        selected={selected}
        invalid={error !== null}
        onChange={(on) => {
          form.setValue('guide.consent', on);
          leave('guide.consent');
        }}
      >
        {t('guide.consent')}
      </CheckField>
      {error !== null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** Part 5: the citizen files on their own phone; here only what they were given is written down. */
export function PartFiling() {
  const { t } = useTranslation(['reception', 'common']);
  const { form, office } = useReception();
  const field = useTextField();
  const delivery = useWatch({ control: form.control, name: 'delivery.kind' });
  const portal = office?.citizenPortal;
  return (
    <Section number={5} title={t('part.filing')}>
      <ChoiceField
        path="delivery.kind"
        label={t('label.delivery')}
        options={[
          { value: 'counter', label: t('delivery.counter') },
          { value: 'home', label: t('delivery.home') },
          { value: 'online', label: t('delivery.online') },
        ]}
      />
      {delivery === 'home' && <HomeAddress />}
      <div className={styles.filing}>
        {portal && (
          <div className={styles.portalQr}>
            <QrCode text={portal.address} />
          </div>
        )}
        <div>
          <p>
            {portal ? t('guide.own-phone', { address: portal.address }) : t('guide.own-phone-unknown')}
            {portal?.verified === false && <span className={styles.unverified}>{t('mark.unverified')}</span>}
          </p>
          <p className={styles.quiet}>{t('guide.never-us')}</p>
          <Explained what="online" />
        </div>
      </div>
      <div className={styles.grid}>
        <TextField
          {...field('guide.number')}
          label={t('guide.number')}
          hint={t('guide.number-hint')}
          className={styles.half}
        />
        <NumberCheck />
      </div>
      <TextField
        {...field('note', 'lines')}
        label={t('label.note')}
        hint={`${t('common:optional')} · ${t('hint.line-break')}`}
        multiline
        rows={2}
      />
    </Section>
  );
}
