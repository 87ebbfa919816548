import { paidOnline } from '../../../shared/domain/dossier/payments.ts';
import { aboutOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import type { Address, Party } from '../../../shared/domain/party.ts';
import { formatDay } from '../../i18n/when.ts';
import { now } from '../../session/clock.ts';
import { services } from '../../session/services.ts';
import { draftById, saveDraft } from '../../store/drafts.ts';
import { EMPTY_VALUES, type AddressValues, type ReceptionValues } from './reception-values.ts';

const addressOf = (address: Address | null): AddressValues => ({
  ...EMPTY_VALUES.applicant.address,
  ...address,
});

function applicantOf(party: Party | null): ReceptionValues['applicant'] {
  const empty = EMPTY_VALUES.applicant;
  if (!party) return empty;
  const common = {
    name: party.name,
    phone: party.phone,
    email: party.email ?? '',
    address: addressOf(party.address),
  };
  return party.kind === 'person'
    ? {
        ...empty,
        ...common,
        kind: 'person',
        identity: party.identity,
        birthDate: party.birthDate === null ? '' : formatDay(party.birthDate),
      }
    : { ...empty, ...common, kind: 'organisation', taxCode: party.taxCode };
}

/** The reception form for a dossier guided or filed online, filled with what is known of it. */
export function filedValues(dossier: Dossier): ReceptionValues {
  const about = aboutOf(dossier);
  if (!about) return EMPTY_VALUES;
  const { delivery } = about;
  return {
    ...EMPTY_VALUES,
    procedure: about.procedure.code,
    applicant: applicantOf(about.applicant),
    documents: (dossier.assistance?.documents ?? []).map((each) => ({
      documentId: each.documentId,
      nameVi: each.nameVi,
      originals: '',
      certifiedCopies: '',
      photocopies: '',
      shown: false,
    })),
    paidOnline: String(paidOnline(dossier) || ''),
    channel: dossier.filing ? 'online' : 'in-person',
    delivery:
      delivery.kind === 'home'
        ? { kind: 'home', address: addressOf(delivery.address) }
        : { kind: delivery.kind, address: EMPTY_VALUES.delivery.address },
  };
}

/**
 * Begins receiving the papers of a dossier there is already, or goes on where it was begun: its draft has the dossier's id,
 * so it can only become the same dossier. Gives the draft's id.
 */
export async function beginFiledReception(dossier: Dossier): Promise<string> {
  const { db } = services();
  const begun = await draftById(db, dossier.id);
  if (!begun) {
    const at = now();
    await saveDraft(db, { id: dossier.id, startedAt: at, updatedAt: at, entry: filedValues(dossier) });
  }
  return dossier.id;
}
