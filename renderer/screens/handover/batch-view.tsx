import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayReceive, openDifferences, standingIn } from '../../../shared/domain/handover/batch-rules.ts';
import { batchNumber, type SentBatch } from '../../../shared/domain/handover/batch.ts';
import type { Refusal } from '../../../shared/portal/contract.ts';
import { COUNTS } from '../../../shared/domain/dossier/documents.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { When } from '../../components/when.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { goTo, useSession } from '../../session/session.ts';
import { refusalOf } from '../../store/batches.ts';
import { printBatch } from '../../use-cases/hand-over.ts';
import { useRequest } from '../use-request.ts';
import screen from '../screen.module.css';
import { GiveUpForm } from './give-up-form.tsx';
import type { HandoverPlaces } from './handover-screen.tsx';
import styles from './handover.module.css';
import { ReceiveBatch } from './receive-batch.tsx';
import { SettleForm } from './settle-form.tsx';

interface BatchViewProps extends HandoverPlaces {
  readonly batch: SentBatch;
}

/** One batch: its list and how each dossier of it stands; signing for it, and settling what differs. */
export function BatchView({ office, batch }: BatchViewProps) {
  const { t } = useTranslation('handover');
  const errorText = useErrorText();
  const staff = useSession((session) => session.staff);
  const params = useSession((session) => session.screen.params);
  const [settling, setSettling] = useState(false);
  const [givingUp, setGivingUp] = useState(false);
  const refusal = useLiveQuery(() => refusalOf(services().db, batch.id), [batch.id]) ?? null;
  const { errors, run } = useRequest();
  const toReceive = !batch.received && mayReceive(batch, office.id);
  const [difference] = batch.office === office.id ? openDifferences(batch) : [];
  const signIn = staff ? null : t('blocked.sign-in');
  const print = () => void run(() => printBatch(batch.id));
  const settle = () => {
    if (signIn === null && difference) setSettling(true);
  };
  const giveUp = () => {
    if (signIn === null && refusal) setGivingUp(true);
  };
  useHotkeys([
    { keys: 'Ctrl+P', label: t('do.print'), run: print },
    { keys: 'Escape', label: t('do.back'), run: () => goTo('handover') },
    ...(difference ? [{ keys: 'Alt+S', label: t('do.settle'), run: settle }] : []),
    ...(refusal ? [{ keys: 'Alt+G', label: t('do.give-up'), run: giveUp }] : []),
  ]);
  return (
    <div className={`${screen.screen} ${screen.scrolling}`}>
      <div className={screen.head}>
        <div>
          <h1 data-testid="batch-number">{batchNumber(batch)}</h1>
          <Story batch={batch} />
        </div>
        <div className={`${screen.row} ${screen.spread}`}>
          {refusal && (
            <ActionButton look="primary" keys="Alt+G" onPress={giveUp} blocked={signIn}>
              {t('do.give-up')}
            </ActionButton>
          )}
          {difference && (
            <ActionButton look="primary" keys="Alt+S" onPress={settle} blocked={signIn}>
              {t('do.settle')}
            </ActionButton>
          )}
          <ActionButton keys="Ctrl+P" onPress={print}>
            {t('do.print')}
          </ActionButton>
          <ActionButton keys="Escape" onPress={() => goTo('handover')}>
            {t('do.back')}
          </ActionButton>
        </div>
      </div>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      {refusal && (
        <Notice kind="error">
          {t('refused')} {errorText(refusalText(refusal))}
        </Notice>
      )}
      {givingUp && refusal && (
        <GiveUpForm batch={batch} refusal={refusal} onCancel={() => setGivingUp(false)} />
      )}
      {params['printed'] !== undefined && (
        <Notice kind="info" announce>
          {t('sent-printed', { where: params['printed'] })}
        </Notice>
      )}
      {params['unprinted'] !== undefined && (
        <Notice kind="warning" announce>
          {t('sent-unprinted')}
        </Notice>
      )}
      {settling && difference && (
        <SettleForm
          key={difference.dossierId}
          batch={batch}
          difference={difference}
          onDone={() => setSettling(false)}
        />
      )}
      {toReceive ? <ReceiveBatch batch={batch} /> : <Lines batch={batch} />}
    </div>
  );
}

const refusalText = ({ code, params }: Refusal) => ({ code, ...(params ? { params } : {}) });

function Story({ batch }: { readonly batch: SentBatch }) {
  const { t } = useTranslation('handover');
  const { sent, received } = batch;
  return (
    <p className={screen.muted}>
      {t('story.sent', { from: sent.from ?? batch.office, to: sent.to.nameVi, by: sent.by.name })}{' '}
      <When at={sent.at} />
      {' · '}
      {received ? (
        <>
          {t('story.received', { receiver: received.receiver })} <When at={received.at} />
        </>
      ) : (
        t('story.not-received')
      )}
    </p>
  );
}

function Lines({ batch }: { readonly batch: SentBatch }) {
  const { t } = useTranslation('handover');
  return (
    <table className={styles.table} aria-label={t('list-of', { number: batchNumber(batch) })}>
      <thead>
        <tr>
          <th scope="col">{t('columns.dossier')}</th>
          {COUNTS.map((kind) => (
            <th key={kind} scope="col">
              {t(`columns.${kind}`)}
            </th>
          ))}
          <th scope="col">{t('columns.standing')}</th>
        </tr>
      </thead>
      <tbody>
        {batch.sent.lines.map((line) => {
          const standing = standingIn(batch, line.dossierId);
          const counts = standing?.difference?.counts;
          return (
            <tr key={line.dossierId} data-testid="batch-line">
              <td>
                <span className={styles.code}>{line.code}</span> {line.applicantName}
              </td>
              {COUNTS.map((kind) => (
                <td key={kind}>
                  {counts && counts[kind] !== line[kind] ? `${line[kind]} → ${counts[kind]}` : line[kind]}
                </td>
              ))}
              <td>
                {standing && t(`line.${standing.state}`)}
                {standing?.difference && `: ${standing.difference.note}`}
                {standing?.settled &&
                  ` · ${t(`settled.${standing.settled.outcome}`)}: ${standing.settled.explanation} (${standing.settled.by.name})`}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
