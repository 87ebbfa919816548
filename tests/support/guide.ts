import type { AssistanceEntry, CommandOf } from '../../shared/domain/dossier/command.ts';
import type { Procedure } from '../../shared/domain/procedure.ts';
import { HOUSEHOLD_BUSINESS, OFFICE, PERSON } from './catalogue.ts';

/** The checklist of a procedure with nothing there yet. */
export function nothingThere(procedure: Procedure): AssistanceEntry['documents'] {
  return procedure.documents.map(({ id, nameVi }) => ({
    documentId: id,
    nameVi,
    originals: 0,
    certifiedCopies: 0,
    photocopies: 0,
    shown: false,
  }));
}

/** A person guided through everything, who asks for delivery at home; nothing is there yet. */
export function assistCommand(
  overrides: Partial<Omit<CommandOf<'assist'>, 'type' | 'entry'>> = {},
  entry: Partial<AssistanceEntry> = {},
): CommandOf<'assist'> {
  const procedure = overrides.procedure ?? HOUSEHOLD_BUSINESS;
  return {
    type: 'assist',
    procedure,
    sample: true,
    office: OFFICE,
    capabilities: undefined,
    ...overrides,
    entry: {
      applicant: PERSON,
      consent: true,
      explained: ['steps', 'documents', 'fee', 'online'],
      documents: nothingThere(procedure),
      feeCounts: { pages: 1, copies: 1 },
      delivery: { kind: 'home', address: PERSON.address },
      note: '',
      number: null,
      ...entry,
    },
  };
}
