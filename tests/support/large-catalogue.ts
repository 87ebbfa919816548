import { makeCatalogue } from '../portal/seed/make-catalogue.ts';
import { makeLargeCatalogue } from '../portal/seed/large-catalogue.ts';

/** Made-up sample data of the province's size on top of the demo's catalogue; version 2, which comes after the demo's. */
export const LARGE = makeLargeCatalogue(makeCatalogue());
