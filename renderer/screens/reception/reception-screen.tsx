import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { now } from '../../session/clock.ts';
import { services } from '../../session/services.ts';
import { goTo, useSession } from '../../session/session.ts';
import { draftById, receptionDrafts } from '../../store/drafts.ts';
import { currentCatalogue } from '../../store/queries.ts';
import { guidesOnly } from './find-procedures.ts';
import { DraftNotices, discardDraft, LeaseNotice, PrintNotice } from './notices.tsx';
import { draftToContinue, newDraft, putAside, reopened, type OpenDraft } from './open-draft.ts';
import { ReceptionForm } from './reception-form.tsx';
import styles from './reception.module.css';
import { SavedView } from './saved-view.tsx';
import { useReceiptPrint } from './use-receipt-print.ts';

type Shown =
  | { readonly kind: 'form'; readonly draft: OpenDraft }
  | { readonly kind: 'saved'; readonly dossier: Dossier };

/** An empty form: for guiding at an office that receives nothing. */
function emptyDraft(catalogue: Catalogue | null, officeId: string | undefined): OpenDraft {
  const office = catalogue?.offices.find(({ id }) => id === officeId) ?? null;
  return newDraft(now(), catalogue !== null && guidesOnly(catalogue, office, dayOf(now())));
}

/** The draft asked for, else the one to go on with, else an empty one. */
async function draftToOpen(id: string | undefined): Promise<OpenDraft> {
  const { db } = services();
  const stored = id === undefined ? draftToContinue(await receptionDrafts(db)) : await draftById(db, id);
  if (stored) return reopened(stored);
  const catalogue = await currentCatalogue(db);
  return emptyDraft(catalogue, useSession.getState().device?.office.id);
}

/** Reception (F2): a form on the left, the receipt on the right; after saving, the code and what comes next. */
export function ReceptionScreen() {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const device = useSession((session) => session.device);
  const staff = useSession((session) => session.staff);
  const standing = useSession((session) => session.standing);
  const catalogue = useLiveQuery(() => currentCatalogue(services().db), []);
  const { job, print, dismiss } = useReceiptPrint();
  const [shown, setShown] = useShown();

  if (!device) return <Blocked text={errorText({ code: 'counter-not-enrolled' })} />;
  if (standing === 'copied') return <Blocked text={errorText({ code: 'counter-copied' })} />;
  if (!staff) return <Blocked text={errorText({ code: 'not-signed-in' })} />;
  if (catalogue === null) return <Blocked text={errorText({ code: 'catalogue-missing' })} />;
  if (catalogue === undefined || !shown) return <p className={styles.blocked}>{t('loading')}</p>;

  const begin = () => {
    setShown({ kind: 'form', draft: emptyDraft(catalogue, device.office.id) });
  };
  const reprint = () => {
    if (job) print(job.dossier);
  };
  const heading = <h1 className="visually-hidden">{t('screen.reception')}</h1>;
  if (shown.kind === 'saved') {
    return (
      <>
        {heading}
        <SavedView
          dossier={shown.dossier}
          job={job}
          onPrint={(mode) => {
            print(shown.dossier, mode);
          }}
          onDismissPrint={dismiss}
          onNew={begin}
        />
      </>
    );
  }
  const { draft } = shown;
  return (
    <>
      {heading}
      {job?.state === 'failed' && <ReprintKey onReprint={reprint} />}
      <ReceptionForm
        key={draft.id}
        draft={draft}
        catalogue={catalogue}
        office={catalogue.offices.find((each) => each.id === device.office.id) ?? null}
        notices={
          <>
            <PrintNotice job={job} onRetry={reprint} onDismiss={dismiss} />
            <LeaseNotice />
            <DraftNotices
              open={draft}
              onNew={() => {
                putAside(draft.id);
                begin();
              }}
              onDiscard={() => {
                begin();
                void discardDraft(draft.id);
              }}
            />
          </>
        }
        onSaved={(dossier) => {
          setShown({ kind: 'saved', dossier });
          print(dossier);
        }}
        onLeave={() => {
          putAside(draft.id);
          goTo('today');
        }}
        onNew={() => {
          putAside(draft.id);
          begin();
        }}
      />
    </>
  );
}

/** What the screen shows; follows what the session asks for. */
function useShown() {
  const screen = useSession((session) => session.screen);
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let current = true;
    if (screen.name !== 'reception') return;
    void draftToOpen(screen.params['draftId']).then((draft) => {
      if (current)
        setShown((before) =>
          before?.kind === 'form' && screen.params['draftId'] === undefined
            ? before
            : { kind: 'form', draft },
        );
    });
    return () => {
      current = false;
    };
  }, [screen]);
  return [shown, setShown] as const;
}

function ReprintKey({ onReprint }: { readonly onReprint: () => void }) {
  const { t } = useTranslation('reception');
  useHotkeys([{ keys: 'Ctrl+P', label: t('print.again'), run: onReprint }]);
  return null;
}

function Blocked({ text }: { readonly text: string }) {
  const { t } = useTranslation('common');
  return (
    <div className={styles.blocked}>
      <Notice kind="warning" title={t('screen.reception')}>
        {text}
      </Notice>
    </div>
  );
}
