// What the server sends and takes, shape for shape. Codes only; the labels are texts of the client.

export type Tlp = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';
export type Caveat =
  | 'no_onward_sharing' | 'no_use_in_proceedings' | 'contact_before_action' | 'no_derived_products' | 'view_only' | 'H0' | 'H1' | 'H2' | 'H3';
export type DocumentKind =
  | 'intelligence_report' | 'alert' | 'analysis' | 'country_profile' | 'policy_guide' | 'training_material' | 'meeting_paper' | 'statistics_paper';
export type Subject =
  | 'smuggling_of_migrants' | 'trafficking_in_persons' | 'travel_documents' | 'visas_and_labels' | 'sea_routes' | 'air_routes' | 'land_routes'
  | 'border_management' | 'returns' | 'protection' | 'victims_support' | 'legislation' | 'technology' | 'awareness' | 'cyber_enabled';
export type DocumentState = 'draft' | 'released' | 'recalled' | 'expired';
export type Membership = 'member' | 'observer' | 'participant';
export type Body = 'FORUM' | 'AHG' | 'STEERING_GROUP' | 'CO_CHAIRS';

export interface Page<Item> { items: Item[]; next: string | null }

export interface Marking {
  tlp: Tlp;
  /** Party codes, audience ids and names of body circles. */
  releasableTo: string[];
  /** Ids of people; TLP:RED only. */
  recipients: string[];
  /** Party codes, audience ids or ids of people. */
  withheldFrom: string[];
  handlingCaveats: string[];
}

export interface Delegation { id: string; party: string; partyName: string; roles: string[] }

export interface Visitor { signedIn: false; demo: boolean }
export interface SignedIn {
  signedIn: true;
  demo: boolean;
  csrf: string;
  user: { id: string; name: string; email: string; locale: string; lastSignInAt: string | null };
  party: { code: string; name: string; kind: PartyKind };
  membership: Membership;
  roles: string[];
  delegationId: string;
  delegations: Delegation[];
  /** What any rule could ever grant, e.g. `create:document`. */
  allows: string[];
}
export type Session = Visitor | SignedIn;

export type PartyKind = 'state' | 'territory' | 'organisation' | 'secretariat';
export interface PartyView {
  code: string;
  name: string;
  kind: PartyKind;
  standing: 'active' | 'suspended' | 'former';
  verified: boolean;
  memberships: { body: Body; membership: 'member' | 'observer'; from: string | null; to: string | null }[];
  allows: string[];
}
export interface OfficialView { id: string; name: string; roles: string[]; since: string | null }
export interface AudienceView {
  id: string;
  name: string;
  expression: string;
  parties: string[];
  until: string | null;
  originator: string;
  allows: string[];
}
export interface AudiencePreview { expression: string; parties: { code: string; name: string }[]; errors?: Fault[] }

export interface FileView { number: number; mediaType: string; bytes: number; fileName: string; language: string }
export interface SnippetPart { text: string; hit: boolean }

export interface DocumentRow {
  id: string;
  symbol: string;
  /** Its symbol where nobody can read it any more. */
  title: string;
  unreadable: 'key-destroyed' | 'damaged' | null;
  kind: DocumentKind;
  originator: string;
  state: DocumentState;
  tlp: Tlp;
  releasableTo: string[];
  handlingCaveats: string[];
  /** BCP 47, of the description. */
  language: string;
  languages: string[];
  subjects: Subject[];
  releasedAt: string | null;
  expiresAt: string | null;
  awaitingRelease: boolean;
  /** Of a draft whose release is set for a moment to come. */
  embargoUntil: string | null;
  file: FileView | null;
  snippet: SnippetPart[] | null;
  /** The clause of the policy that lets you see it. */
  because: string;
  allows: string[];
}

export type Scan = 'pending' | 'clean' | 'not_scanned' | 'rejected' | 'infected';
/** Why a file was not taken. */
export interface Rejection { code: string; message: string; part?: string }
/** A file on its way, as its sender sees it. */
export interface UploadView {
  id: string;
  document: string;
  fileName: string;
  language: string;
  /** Octets the file has, and octets that have come. */
  length: number;
  received: number;
  state: 'receiving' | 'joining' | 'kept' | 'rejected';
  version: number | null;
  problem: ProblemDocument | null;
  begunAt: string;
  expiresAt: string;
}
/** How a version can be looked at. */
export interface PagesView {
  as: 'images' | 'text' | 'nothing';
  why: string | null;
  pages: number;
  /** Width and height of each page, of which only the ratio matters. */
  sizes: number[][];
  /** What each page says of who looks; null when the marking asks for none. */
  watermark: string | null;
  recorded: boolean;
  mostBytes: number;
}
/** Words of a page, in parts of its width and height from above and the left; `text` where it has no image. */
export interface PageText { runs: { text: string; x: number; y: number; width: number; height: number }[]; text: string | null }

/** What a bundle of documents would hold. */
export interface BundleView { items: { id: string; symbol: string; title: string; files: number; bytes: number; included: boolean; because: string }[]; files: number; bytes: number }

export interface VersionView {
  number: number;
  language: string;
  fileName: string;
  mediaType: string;
  /** Octets. */
  bytes: number;
  sha256: string;
  scan: Scan;
  rejection: Rejection | null;
  /** Does things by itself when it is opened. */
  active: boolean;
  /** What a download brings, where that is not what was sent. */
  delivered: { bytes: number; sha256: string } | null;
  released: boolean;
  uploadedAt: string;
  note: string | null;
}
export interface StageView { id: string; at: string; marking: Marking; state: 'pending' | 'applied' | 'cancelled' | 'paused' }
export interface Person { id: string; name: string }

export interface DocumentView extends DocumentRow {
  abstract: string;
  details: Record<string, unknown>;
  partiesConcerned: string[];
  personalData: boolean;
  /** Whole for the originator; other readers see label, releasability and caveats. */
  marking: Marking;
  proposedMarking: Marking | null;
  /** Names of the audiences the marking mentions, by id. */
  audienceNames: Record<string, string>;
  stages: StageView[];
  versions: VersionView[];
  createdAt: string;
  createdBy: Person | null;
  /** Whose duty the draft became when its author handed over. */
  keeper: Person | null;
  rowVersion: number;
}

export interface DraftInput {
  title: string;
  kind: DocumentKind;
  language: string;
  abstract?: string;
  subjects?: Subject[];
  partiesConcerned?: string[];
  details?: Record<string, unknown>;
}
export interface DescriptionInput extends Partial<DraftInput> {
  personalData?: boolean;
  awaitingRelease?: boolean;
  proposedMarking?: Marking;
}

export interface Count { value: string; count: number; capped: boolean }
export interface Facets {
  total: { count: number; capped: boolean };
  kind: Count[];
  originator: Count[];
  language: Count[];
  subject: Count[];
  tlp: Count[];
  state: Count[];
  year: Count[];
}

export interface AudienceParty {
  code: string;
  name: string;
  kind: PartyKind;
  people: number;
  names: string[];
  because: string;
  isNew?: boolean;
}
export interface ExcludedParty {
  code: string;
  name: string;
  kind: PartyKind;
  because: string;
  wasReader?: boolean;
  whatWouldChange?: string;
}
export interface DocumentAudience { people: number; parties: AudienceParty[]; excluded: ExcludedParty[] }
export interface Stage { at: string; marking: Marking }
export interface RehearsalInput { marking: Marking; expiresAt?: string; embargoUntil?: string; stages?: Stage[] }
export interface Rehearsal extends DocumentAudience {
  digest: string;
  at: string;
  /** The present release of this document (`isSame`), or the originator's last one of the same kind. */
  against: { releasedAt: string; tlp: Tlp; symbol: string; isSame: boolean } | null;
  added: string[];
  removed: string[];
  openedByRemoved: { code: string; people: number }[];
  warnings: { code: string; text: string }[];
}

export interface HistoryEntry { at: string; /** Null for what the clock did; a name is null once nobody acts under it. */ actor: { id: string | null; name: string | null; party: string | null } | null; sentence: string; name: string; reason: string | null }
export interface Reading { at: string; name: string | null; party: string | null; verb: 'opened' | 'previewed' | 'printed' | 'played' | 'downloaded' | 'exported'; version: number | null; code: string | null }

export interface Explanation { allowed: boolean; sentence: string; facts: { fact: string; holds: boolean }[] }

export interface ReleaseRequest {
  id: string;
  document: { id: string; symbol: string; title: string } | null;
  reference: string;
  party: string;
  user: { id: string; name: string | null };
  wish: 'access' | 'wider_use';
  purpose: string;
  reason: string;
  recipients: string[];
  until: string | null;
  state: 'open' | 'asked' | 'granted' | 'declined' | 'ended';
  createdAt: string;
  messages: { at: string; by: string; text: string }[];
  decidedAt: string | null;
  decisionReason: string | null;
  grantedUntil: string | null;
  allows: string[];
}

export interface SavedSearch { id: string; name: string; query: string }
export interface Vocabulary { kinds: DocumentKind[]; subjects: Subject[]; /** BCP 47. */ languages: string[]; caveats: Caveat[]; tlp: Tlp[] }

export interface Fault { path: string; message: string }
/** RFC 9457; `instance` is the reference that finds the line in the server's log. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: Fault[];
}
