/** A view of the reports that a person keeps on this machine. */
export interface SavedReportView {
  readonly staffId: string;
  readonly name: string;
  /** As the screen's params; a usual range by its name. */
  readonly params: Readonly<Record<string, string>>;
}
