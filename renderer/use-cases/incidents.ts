import {
  decideNote,
  decideReport,
  type IncidentBody,
  type NoteEntry,
  type ReportedIncident,
  type ReportEntry,
} from '../../shared/domain/incident/incident.ts';
import { appError, type AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { incidentContent } from '../print/privacy/incident-content.ts';
import { incidentJob } from '../print/privacy/incident-paper.tsx';
import { now } from '../session/clock.ts';
import { useSession } from '../session/session.ts';
import { currentAuthor } from './author.ts';
import { catalogueHere } from './catalogue-here.ts';
import { nothingRecorded, printPaper, type PrintedPaper } from './print-paper.ts';
import { saveTogether } from './save-events.ts';
import { whyStopped } from './why-stopped.ts';

type Outcome = Result<null, readonly AppError[]>;

/** Writes an incident down; kept, and sent like everything else. */
export function reportIncident(entry: ReportEntry): Promise<Outcome> {
  return save(newId(), [], () => decideReport(entry, now()));
}

/** Adds what was done about an incident, or, for a supervisor, that it is done with. */
export function noteIncident(id: string, entry: NoteEntry): Promise<Outcome> {
  const role = useSession.getState().staff?.role;
  return save(id, [id], (incident) =>
    incident ? decideNote(incident, entry, role) : fail([appError('incident-closed')]),
  );
}

async function save(
  streamId: string,
  streamIds: readonly string[],
  decide: (incident: ReportedIncident | null) => Result<IncidentBody, readonly AppError[]>,
): Promise<Outcome> {
  const stop = whyStopped();
  if (stop) return fail([stop]);
  const author = currentAuthor();
  if (!author.ok) return author;
  const saved = await saveTogether({
    author: author.value,
    dossierIds: [],
    streamIds: [...streamIds],
    decide: ({ streams }) => {
      const stream = streams.get(streamId);
      const decided = decide(stream?.kind === 'incident' ? (stream as ReportedIncident) : null);
      return decided.ok ? ok({ writes: [{ streamId, bodies: [decided.value] }] }) : decided;
    },
  });
  return saved.ok ? ok(null) : saved;
}

/** Prints an incident with all that was noted, as the paper the authority is told by. */
export async function printIncident(
  incident: ReportedIncident,
): Promise<Result<PrintedPaper, readonly AppError[]>> {
  const author = currentAuthor();
  if (!author.ok) return author;
  const here = await catalogueHere(author.value.office);
  if (!here.ok) return here;
  const { office, catalogue } = here.value;
  const content = incidentContent({
    officeName: office.nameVi,
    officePlace: office.place,
    sample: catalogue.sample,
    incident,
    by: author.value.by.name,
    at: now(),
  });
  return printPaper({
    job: incidentJob(content),
    jobName: `Su-co-du-lieu-${incident.reported.foundAt.slice(0, 10)}`,
    paper: 'A4',
    mode: 'print',
    left: nothingRecorded,
  });
}
