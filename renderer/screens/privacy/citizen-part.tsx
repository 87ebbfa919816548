import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonalDataGiven } from '../../../shared/domain/dossier/data-given.ts';
import { whoIs, type TypedApplicant, type Who } from '../../../shared/domain/dossier/memory.ts';
import { aboutOf, codeOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { appError, type AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay } from '../../i18n/when.ts';
import { dayOf } from '../../../shared/clock.ts';
import { citizenDossiers, giveCitizenData } from '../../use-cases/citizen-data.ts';
import { chooseExportFolder, exportFolder } from '../../use-cases/export-report.ts';
import screen from '../screen.module.css';
import { useRequest } from '../use-request.ts';
import styles from './privacy.module.css';

/** Who a typed number is of: twelve or nine digits, a tax code, else a passport; null while it is none of them. */
function whoOf(typed: string): Who | null {
  const number = typed.replaceAll(/[\s.-]/gu, '');
  const kind = { 12: 'citizen-id', 9: 'old-id', 10: 'tax-code', 13: 'tax-code' }[number.length] ?? 'passport';
  const applicant: TypedApplicant =
    kind === 'tax-code' && /^\d+$/u.test(number)
      ? { kind: 'organisation', taxCode: number }
      : { kind: 'person', identity: { kind: kind === 'tax-code' ? 'passport' : kind, number } };
  return whoIs(applicant);
}

interface Found {
  readonly who: Who;
  readonly dossiers: readonly Dossier[];
}

/** Gives a person all that is kept of them here. */
export function CitizenPart({ number, ref }: { readonly number: number; readonly ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('privacy');
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<AppError | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [asker, setAsker] = useState<PersonalDataGiven['asker']>('self');
  const [ground, setGround] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const { busy, errors, run } = useRequest();

  async function find(): Promise<void> {
    const who = whoOf(typed);
    setSaid(null);
    setWrong(who ? null : appError('citizen-number-invalid'));
    setFound(who && { who, dossiers: await citizenDossiers(who) });
  }
  async function give(form: PersonalDataGiven['form']): Promise<void> {
    if (!found || found.dossiers.length === 0 || busy) return;
    setSaid(null);
    if (form === 'file' && ((await exportFolder()) ?? (await chooseExportFolder())) === null) return;
    const given: PersonalDataGiven = asker === 'self' ? { asker, form } : { asker, form, ground };
    let where = '';
    const done = await run(async () => {
      const outcome = await giveCitizenData(found.who, given);
      if (outcome.ok) where = outcome.value;
      return outcome;
    });
    if (done) setSaid(t(form === 'paper' ? 'citizen.printed' : 'citizen.saved', { where }));
  }
  const groundError = errors.find(({ field }) => field === 'ground');
  const other = errors.find((error) => error !== groundError);
  const blocked = found && found.dossiers.length > 0 ? null : t('citizen.find-first');
  const actions = [
    { keys: 'Alt+I', label: t('citizen.print'), run: () => void give('paper') },
    { keys: 'Alt+P', label: t('citizen.save'), run: () => void give('file') },
  ];
  useHotkeys(actions);
  return (
    <Section title={t('citizen.title')} number={number} ref={ref}>
      <div className={styles.part}>
        <p className={screen.muted}>{t('citizen.about')}</p>
        <form
          className={styles.find}
          onSubmit={(event) => {
            event.preventDefault();
            void find();
          }}
        >
          <TextField
            label={t('citizen.number')}
            value={typed}
            maxLength={20}
            error={wrong && errorText(wrong)}
            onChange={({ target }) => setTyped(target.value)}
          />
          <ActionButton type="submit" keys="Enter" onPress={() => undefined}>
            {t('citizen.find')}
          </ActionButton>
        </form>
        <p role="status">{found && t('citizen.found', { count: found.dossiers.length })}</p>
        {found && found.dossiers.length > 0 && (
          <>
            <ul className={styles.found}>
              {found.dossiers.map((dossier) => {
                const about = aboutOf(dossier);
                return (
                  <li key={dossier.id}>
                    {codeOf(dossier)} · {about && formatDay(dayOf(about.at))} · {about?.procedure.nameVi}
                  </li>
                );
              })}
            </ul>
            <RadioChoice
              label={t('citizen.asker')}
              value={asker}
              onChange={setAsker}
              options={[
                { value: 'self', label: t('citizen.self') },
                { value: 'authorised', label: t('citizen.authorised') },
              ]}
            />
            {asker === 'authorised' && (
              <TextField
                label={t('citizen.ground')}
                description={t('citizen.ground-about')}
                value={ground}
                maxLength={300}
                error={groundError ? errorText(groundError) : null}
                onChange={({ target }) => setGround(target.value)}
              />
            )}
          </>
        )}
        <div className={screen.row}>
          {actions.map((action) => (
            <ActionButton key={action.keys} keys={action.keys} onPress={action.run} blocked={blocked}>
              {action.label}
            </ActionButton>
          ))}
        </div>
        {other && <Notice kind="error">{errorText(other)}</Notice>}
        {said !== null && (
          <Notice kind="info" announce>
            {said}
          </Notice>
        )}
      </div>
    </Section>
  );
}
