import { tlpLabel, type Marking } from '../../kernel/marking/index.js';

/** What an event of a document keeps beside who and when; every member belongs to some of the events only. */
export interface Detail {
  before?: Marking | null;
  marking?: Marking;
  people?: number;
  parties?: string[];
  versions?: number[];
  number?: number;
  bytes?: number;
  members?: string[];
  until?: string;
  at?: string;
  stage?: string;
  reason?: string;
  scan?: string;
  party?: string;
  wish?: string;
  action?: string;
  recipients?: string[];
  code?: string;
}

const day = (iso: string | undefined) => (iso ? `${iso.slice(0, 16).replace('T', ' ')} UTC` : '');
/** 'proposedMarking' as people say it. */
const worded = (member: string) => member.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
const list = (names: readonly string[] | undefined) => (names && names.length > 0 ? names.join(', ') : 'nobody');

/** An event of a document as a sentence without its subject: "released it as TLP:AMBER to AUS, IDN: 12 people in 3 parties". */
export function sentenceOf(name: string, detail: Detail): string {
  switch (name) {
    case 'document.drafted': return 'began the draft';
    case 'document.edited': return `changed its description (${list(detail.members?.map(worded))})`;
    case 'document.uploaded': return `uploaded version ${detail.number}`;
    case 'document.upload-begun': return 'began to send a file';
    case 'document.upload-completed': return 'sent the last of a file';
    case 'document.upload-abandoned': return 'gave up sending a file';
    case 'document.upload-expired': return 'forgot a file nobody went on sending for a week';
    case 'document.upload-rejected': return 'did not take the file that was sent: its content is not what was announced, or is of no kind that is taken';
    case 'document.version-withdrawn': return `took back version ${detail.number}, which was never released`;
    case 'document.inspected': return `inspected version ${detail.number}: ${detail.scan === 'clean' ? 'clean' : detail.scan === 'infected' ? 'malware found' : 'not scanned, no scanner is set up'}`;
    case 'document.rejected': return `did not take version ${detail.number}: ${detail.code === 'infected' ? 'malware was found in it' : `it was refused (${worded(String(detail.code).replaceAll('-', ' '))})`}; nothing of it is kept`;
    case 'document.infected': return `withdrew version ${detail.number} from everybody: malware was found in it with newer signatures; it is kept as evidence`;
    case 'document.entrusted': return 'passed the draft into the care of a successor';
    case 'document.embargoed': return `set its release as ${said(detail.marking)} for ${day(detail.until)}`;
    case 'document.released': return released(detail);
    case 'document.recalled': return `recalled it; it was ${said(detail.before)}`;
    case 'document.expired': return `ended its time; it was ${said(detail.before)}`;
    case 'document.stage-cancelled': return `cancelled the stage of ${day(detail.at)} (${said(detail.marking)}); later stages pause`;
    case 'document.hold-asked': return 'asked for a legal hold';
    case 'document.lift-asked': return 'asked for the end of the legal hold';
    case 'document.dispose-asked': return 'asked for its disposal';
    case 'document.hold-refused': case 'document.hold-withdrawn': return `${name.endsWith('refused') ? 'refused' : 'took back'} the legal hold that was asked for`;
    case 'document.lift-refused': case 'document.lift-withdrawn': return `${name.endsWith('refused') ? 'refused' : 'took back'} the end of the legal hold that was asked for`;
    case 'document.dispose-refused': case 'document.dispose-withdrawn': return `${name.endsWith('refused') ? 'refused' : 'took back'} the disposal that was asked for`;
    case 'document.held': return 'put it under a legal hold, as the second person';
    case 'document.hold-lifted': return 'lifted the legal hold, as the second person';
    case 'document.retention-extended': return `keeps it longer than the schedule, until ${detail.until}`;
    case 'document.retention-announced': return `announced that ${detail.action === 'review' ? 'it is to be looked at again' : 'the schedule disposes of it'} on ${detail.at}`;
    case 'watermark.read': return `looked up whose copy of version ${detail.number} carries the watermark ${detail.code}`;
    case 'record.exported': return 'took the list of its readings away';
    case 'release-request.made': return `asked for ${wish(detail)} until ${detail.until}`;
    case 'release-request.asked': return `asked ${asking(detail)} back`;
    case 'release-request.replied': return 'replied';
    case 'release-request.granted': return `granted ${asking(detail)} ${wish(detail)} until ${day(detail.until)}`;
    case 'release-request.declined': return `declined ${asking(detail)} ${wish(detail)}`;
    case 'release-request.ended': return `ended the grant to ${asking(detail)}: ${wish(detail)}`;
    default: return name.replaceAll(/[.-]/g, ' ');
  }
}

const asking = ({ party }: Detail) => party ?? 'the asking party';
const wish = ({ wish, recipients = [] }: Detail) => (wish === 'wider_use' ? `wider use${recipients.length > 0 ? ` (for ${recipients.join(', ')})` : ''}` : 'access');

function released({ before, marking, people, parties, versions, stage }: Detail): string {
  const reach = `${people ?? 0} ${people === 1 ? 'person' : 'people'} in ${parties?.length ?? 0} ${parties?.length === 1 ? 'party' : 'parties'} (${list(parties)})`;
  const files = versions && versions.length > 0 ? `, with version ${versions.join(', ')}` : '';
  const how = before ? `changed its marking from ${said(before)} to ${said(marking)}` : `released it as ${said(marking)}`;
  return `${how}${files}; readers: ${reach}${stage ? `, as planned for ${day(stage)}` : ''}`;
}

function said(marking: Marking | null | undefined): string {
  if (!marking) return 'not marked';
  const named = marking.releasableTo.length > 0 ? ` to ${marking.releasableTo.length > 6 ? `${marking.releasableTo.length} names` : marking.releasableTo.join(', ')}` : '';
  const persons = marking.recipients.length > 0 ? ` to ${marking.recipients.length} named` : '';
  const without = marking.withheldFrom.length > 0 ? `, withheld from ${marking.withheldFrom.join(', ')}` : '';
  const caveats = marking.handlingCaveats.length > 0 ? `, ${marking.handlingCaveats.map((caveat) => caveat.replaceAll('_', ' ')).join(', ')}` : '';
  return `${tlpLabel(marking.tlp)}${named}${persons}${without}${caveats}`;
}
