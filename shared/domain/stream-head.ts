/** What every stream that is no dossier tells of itself. */
export interface StreamHead {
  readonly id: string;
  readonly office: string;
  /** The counter that began it. */
  readonly counter: string;
  /** Number of events folded, and the highest seq among them. */
  readonly events: number;
  readonly lastSeq: number;
}
