import type { Indicator } from '../../../shared/domain/report/figures.ts';
import type { Ability } from '../../../shared/domain/capability.ts';
import type { PostageTariff } from '../../../shared/domain/postage.ts';

/** The shapes of the gathered facts in `source/`: only what the catalogue is made from. */
export interface ProcedureSource {
  readonly code: string;
  readonly code_verified: 'yes' | 'weak' | 'no';
  readonly code_source: string;
  readonly name_vi: string;
  readonly name_vi_verified: boolean;
  readonly name_en: string;
  readonly field_code: string;
  readonly processing_working_days: number;
  readonly processing_unit: 'working_day' | 'same_day_or_calendar';
  readonly processing_verified: boolean;
  readonly fee_vnd: number;
  readonly fee_verified: boolean;
  readonly fee_source?: string;
  readonly fee_rule?: {
    readonly per_page: readonly { readonly from: number; readonly to: number | null; readonly vnd: number }[];
    readonly max_per_copy_vnd: number;
  };
  readonly same_day_cutoff_note?: string;
  readonly documents: readonly {
    readonly name_vi: string;
    readonly type: 'Bản chính' | 'Bản sao' | 'Xuất trình';
    readonly count: number;
    readonly verified: boolean;
  }[];
  readonly authority: string;
  readonly authority_note: string;
  readonly authority_verified: boolean;
}

export interface ProceduresSource {
  readonly _note: string;
  readonly fields: readonly {
    readonly code: string;
    readonly name_vi: string;
    readonly name_en: string;
    readonly count: number;
  }[];
  readonly procedures: readonly ProcedureSource[];
}

export interface HolidaySource {
  readonly date: string;
  readonly name_vi: string;
  readonly name_en: string;
  readonly kind: string;
  readonly verified: boolean;
  readonly source: string;
  readonly enabled?: boolean;
}

export interface CapabilitiesSource {
  readonly rules: readonly {
    readonly office: string;
    readonly procedures: 'all' | readonly string[];
    readonly allows: readonly Ability[];
    readonly from: string;
    readonly note: string;
  }[];
}

export interface PostageSource {
  readonly note: string;
  readonly tariffs: readonly (Pick<PostageTariff, 'id' | 'version' | 'tiers' | 'verified'> & {
    readonly name_vi: string;
    readonly effective_from: string;
  })[];
}

export interface RetentionSource {
  readonly note: string;
  readonly dossier_days: number;
  readonly guided_days: number;
}

export interface AdminUnitsSource {
  readonly province: { readonly name: string };
  readonly city_2022: {
    readonly name: string;
    readonly units: readonly { readonly type: string; readonly name: string; readonly verified: boolean }[];
  };
  readonly reform_2025: {
    readonly map: readonly {
      readonly new: string;
      readonly from: readonly string[];
      readonly verified?: boolean;
    }[];
  };
  readonly post_offices: readonly {
    readonly id: string;
    readonly name_vi: string;
    readonly unit_2025: string;
  }[];
  readonly post_offices_note: string;
}

export interface HandoverSource {
  readonly centre: { readonly id: string; readonly name_vi: string; readonly place: string };
  readonly on_paper: readonly { readonly id: string; readonly name_vi: string }[];
}

export interface TargetsSource {
  readonly note: string;
  readonly targets: readonly {
    readonly office: string;
    readonly indicator: Indicator;
    readonly percent: number;
    readonly from: string;
  }[];
}
