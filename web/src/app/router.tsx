import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter } from '@tanstack/react-router';
import { documentsQuery, newsQuery } from '../api/documents';
import type { DirectorySearch } from '../api/focal-points';
import type { CourseSearch } from '../api/learning';
import type { TextSearch } from '../features/learning/authoring/TextScreen';
import type { BankSearch } from '../features/learning/banks/search';
import type { PlaceSearch } from '../features/learning/player/search';
import { librarySearch, listed } from '../features/library/search';
import type { NominateSearch, NominationsSearch } from '../features/focal-points/search';
import type { MembersSearch } from '../features/members/search';
import type { PeopleSearch } from '../features/people/search';
import type { CopySearch } from '../features/record/search';
import type { RetentionSearch } from '../features/retention/search';
import type { RequestsSearch } from '../features/requests/search';
import type { ShareSearch } from '../features/share/search';
import { preferences } from '../preferences/preferences';
import { parseSearch, stringifySearch } from './address';
import { enter } from './guard';
import { landing, lazy, told } from './lazy';
import { NotFound } from './NotFound';
import { Pending } from './Pending';
import { queries } from './queries';
import { RouteFailure, StartFailure } from './RouteFailure';
import { Around, isForEverybody } from './Around';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  beforeLoad: ({ context, location }) => (isForEverybody(location.pathname) ? undefined : enter(context.queries, location.href)),
  component: Around,
  errorComponent: StartFailure,
  notFoundComponent: NotFound,
});
const getParentRoute = () => root;
/** The address as it came: the screen reads it, with its own `…Search`, so that nobody fetches the reading of a screen they do not open. */
const asItCame = <Search extends object>() => (raw: Record<string, unknown>) => raw as Search;

const HomeScreen = landing(() => import('../features/home/home'), 'HomeScreen');
const LibraryScreen = landing(() => import('../features/library/library'), 'LibraryScreen');
// The landing screen and its first rows come while the session is asked for, not after it.
if (location.pathname === '/') void HomeScreen.preload?.();
if (location.pathname === '/documents') void LibraryScreen.preload?.();

const home = createRoute({ getParentRoute, path: '/', component: HomeScreen, loader: ({ context }) => void context.queries.prefetchQuery(newsQuery) });
const library = createRoute({
  getParentRoute, path: '/documents', validateSearch: librarySearch, component: LibraryScreen,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queries.prefetchQuery(documentsQuery(listed(deps, preferences().lowData))),
});

const documents = () => import('../features/document/routes');
const document = createRoute({ getParentRoute, path: '/documents/$id', component: told(documents, 'DocumentScreen') });
const edit = createRoute({ getParentRoute, path: '/documents/$id/edit', component: told(documents, 'EditScreen') });

const records = () => import('../features/record/routes');
const history = createRoute({ getParentRoute, path: '/documents/$id/history', component: lazy(records, 'HistoryScreen') });
const readings = createRoute({ getParentRoute, path: '/documents/$id/readings', validateSearch: asItCame<CopySearch>(), component: lazy(records, 'ReadingsScreen') });
const watermarks = createRoute({ getParentRoute, path: '/watermarks', validateSearch: asItCame<CopySearch>(), component: lazy(records, 'WatermarkScreen') });

const drafts = createRoute({ getParentRoute, path: '/drafts', component: lazy(() => import('../features/drafts/routes'), 'DraftsScreen') });

const ShareScreen = lazy(() => import('../features/share/routes'), 'ShareScreen');
const share = createRoute({ getParentRoute, path: '/share', component: ShareScreen });
const shareOne = createRoute({
  getParentRoute, path: '/share/$id', validateSearch: asItCame<ShareSearch>(),
  component: told(() => import('../features/share/routes'), 'ShareScreen'),
});

const requests = createRoute({
  getParentRoute, path: '/requests', validateSearch: asItCame<RequestsSearch>(),
  component: told(() => import('../features/requests/routes'), 'RequestsScreen'),
});

const parties = () => import('../features/members/routes');
const members = createRoute({
  getParentRoute, path: '/members', validateSearch: asItCame<MembersSearch>(),
  component: told(parties, 'MembersScreen'),
});
const member = createRoute({ getParentRoute, path: '/members/$code', validateSearch: asItCame<MembersSearch>(), component: told(parties, 'MemberScreen') });
const accessions = createRoute({ getParentRoute, path: '/accessions', component: lazy(parties, 'AccessionsScreen') });

const account = createRoute({ getParentRoute, path: '/account', component: lazy(() => import('../features/security/routes'), 'AccountScreen') });
const signInSettings = createRoute({ getParentRoute, path: '/sign-in-settings', component: lazy(() => import('../features/sign-in-settings/routes'), 'SignInSettingsScreen') });

const keyScreens = () => import('../features/keys/routes');
const keys = createRoute({ getParentRoute, path: '/keys', component: lazy(keyScreens, 'KeysScreen') });
const encryption = createRoute({ getParentRoute, path: '/encryption', component: lazy(keyScreens, 'EncryptionScreen') });

const focalPoints = () => import('../features/focal-points/routes');
const directory = createRoute({
  getParentRoute, path: '/focal-points', validateSearch: asItCame<DirectorySearch>(),
  component: told(focalPoints, 'DirectoryScreen'),
});
const focalPoint = createRoute({ getParentRoute, path: '/focal-points/$id', component: lazy(focalPoints, 'FocalPointScreen') });
const nominations = createRoute({
  getParentRoute, path: '/nominations', validateSearch: asItCame<NominationsSearch>(),
  component: told(focalPoints, 'NominationsScreen'),
});
const nominate = createRoute({
  getParentRoute, path: '/nominations/new', validateSearch: asItCame<NominateSearch>(),
  component: told(focalPoints, 'NominateScreen'),
});

const people = () => import('../features/people/routes');
const officials = createRoute({ getParentRoute, path: '/people', validateSearch: asItCame<PeopleSearch>(), component: told(people, 'PeopleScreen') });
const manyOfficials = createRoute({ getParentRoute, path: '/people/import', component: lazy(people, 'ImportScreen') });
const review = createRoute({ getParentRoute, path: '/people/review', component: lazy(people, 'ReviewScreen') });
const resets = createRoute({ getParentRoute, path: '/resets', component: lazy(people, 'ResetsScreen') });

const keeping = () => import('../features/retention/routes');
const retention = createRoute({ getParentRoute, path: '/retention', validateSearch: asItCame<RetentionSearch>(), component: told(keeping, 'RetentionScreen') });
const schedule = createRoute({ getParentRoute, path: '/retention/schedule', component: lazy(keeping, 'ScheduleScreen') });

const certificateScreens = () => import('../features/learning/certificates/routes');
const certificates = createRoute({ getParentRoute, path: '/certificates', component: lazy(certificateScreens, 'CertificatesScreen') });
const askForCertificate = createRoute({ getParentRoute, path: '/certificates/ask/$enrolment', component: lazy(certificateScreens, 'AskScreen') });
const component = lazy(certificateScreens, 'CheckScreen');
const check = createRoute({ getParentRoute, path: '/check', component });
const checkOne = createRoute({ getParentRoute, path: '/check/$serial', component });

const courseScreens = () => import('../features/learning/catalogue/routes');
const learning = createRoute({ getParentRoute, path: '/learning', validateSearch: asItCame<CourseSearch>(), component: lazy(courseScreens, 'CatalogueScreen') });
const myCourses = createRoute({ getParentRoute, path: '/learning/mine', component: lazy(courseScreens, 'MyCoursesScreen') });
const zone = createRoute({ getParentRoute, path: '/learning/mrz', component: lazy(courseScreens, 'ZoneScreen') });
const nominees = createRoute({ getParentRoute, path: '/learning/nominees', component: lazy(courseScreens, 'NomineesScreen') });
const course = createRoute({ getParentRoute, path: '/learning/courses/$id', component: lazy(courseScreens, 'CourseScreen') });
const packages = createRoute({ getParentRoute, path: '/learning/courses/$id/packages', component: lazy(courseScreens, 'PackagesScreen') });
const writing = () => import('../features/learning/authoring/routes');
const writeCourse = createRoute({ getParentRoute, path: '/learning/courses/$id/edit', component: lazy(writing, 'AuthorScreen') });
const writeText = createRoute({ getParentRoute, path: '/learning/courses/$id/edit/$lesson', validateSearch: asItCame<TextSearch>(), component: lazy(writing, 'TextScreen') });
const banks = createRoute({ getParentRoute, path: '/learning/banks/{-$id}', validateSearch: asItCame<BankSearch>(), component: told(writing, 'BanksScreen') });
const playing = () => import('../features/learning/player/routes');
const study = createRoute({ getParentRoute, path: '/learning/study/$id', validateSearch: asItCame<PlaceSearch>(), component: lazy(playing, 'PlayerScreen') });

const cohortScreens = () => import('../features/learning/cohorts/routes');
const centre = createRoute({ getParentRoute, path: '/cohorts', component: lazy(cohortScreens, 'CentreScreen') });
const cohort = createRoute({ getParentRoute, path: '/cohorts/$id', component: lazy(cohortScreens, 'CohortScreen') });
const belowCohort = createRoute({ getParentRoute, path: '/cohorts/$id/$part', component: lazy(cohortScreens, 'BelowScreen') });

const attempt = createRoute({ getParentRoute, path: '/learning/attempts/$id', component: lazy(playing, 'AttemptScreen') });

export const router = createRouter({
  routeTree: root.addChildren([home, library, document, edit, history, readings, watermarks, drafts, share, shareOne, requests, members, member, accessions, signInSettings, keys, encryption, directory, focalPoint, nominations, nominate, account, officials, manyOfficials, review, resets, retention, schedule, learning, myCourses, zone, nominees, course, packages, writeCourse, writeText, banks, study, centre, cohort, belowCohort, certificates, askForCertificate, check, checkOne, attempt]),
  context: { queries },
  parseSearch,
  stringifySearch,
  search: { strict: true },
  defaultPreload: preferences().lowData ? false : 'intent',
  defaultPendingComponent: Pending,
  defaultPendingMs: 300,
  defaultErrorComponent: RouteFailure,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
