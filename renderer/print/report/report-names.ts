import type { TFunction } from 'i18next';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import type { Dimension } from '../../../shared/domain/report/report.ts';
import type { Labels } from '../../../shared/domain/report/made.ts';

type T = TFunction<'reports'>;

/** What a row of a dimension is called: fields by the catalogue, channels by their words, the rest as the dossiers say. */
export function nameOf(
  dimension: Dimension,
  key: string,
  { labels, catalogue, language, t }: NameSources,
): string {
  if (dimension === 'channel')
    return key === 'in-person' || key === 'online' || key === 'postal' ? t(`channel.${key}`) : key;
  if (dimension === 'field') {
    const field = catalogue?.fields.find(({ code }) => code === key);
    return (language === 'vi' ? field?.nameVi : field?.nameEn) ?? key;
  }
  if (dimension === 'procedure' && language !== 'vi') {
    const english = catalogue?.procedures.find(({ code }) => code === key)?.nameEn;
    if (english) return english;
  }
  // An office that has nothing yet is in no dossier.
  if (dimension === 'office')
    return labels.office[key] ?? catalogue?.offices.find(({ id }) => id === key)?.nameVi ?? key;
  return labels[dimension][key] ?? key;
}

export interface NameSources {
  readonly labels: Labels;
  readonly catalogue: Catalogue | null;
  readonly language: string;
  readonly t: T;
}
