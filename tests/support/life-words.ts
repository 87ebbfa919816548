import type { LifeStep } from '../../shared/domain/dossier/life.ts';

/** One letter a step; a life as the law tells it is a word of this language. Written down apart from the table it checks. */
export const LETTERS: Readonly<Record<LifeStep, string>> = {
  supplementRequested: 'S',
  supplementReceived: 's',
  refused: 'R',
  withdrawn: 'W',
  stopped: 'T',
  forwarded: 'F',
  inProcess: 'I',
  rescheduled: 'D',
  resultReady: 'O',
  resultHandedOver: 'H',
  resultPosted: 'P',
  delivered: 'V',
  deliveryFailed: 'X',
  deliveryReturned: 'B',
};
export const LEGAL = /^(?:D|Ss)*(?:S?R|(?:F(?:I|D|Ss)*)?(?:S|S?[WT]|O(?:PXB)*(?:H|P[VX]?)?)?)?$/u;
