import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter } from '@tanstack/react-router';
import { librarySearch } from '../features/library/search';
import { shareSearch } from '../features/share/search';
import { parseSearch, stringifySearch } from './address';
import { enter } from './guard';
import { landing, lazy } from './lazy';
import { NotFound } from './NotFound';
import { Pending } from './Pending';
import { queries } from './queries';
import { requestsSearch } from './requests-search';
import { RouteFailure, StartFailure } from './RouteFailure';
import { Shell } from './Shell';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  beforeLoad: ({ context, location }) => enter(context.queries, location.href),
  component: Shell,
  errorComponent: StartFailure,
  notFoundComponent: NotFound,
});

const HomeScreen = landing(() => import('../features/home/home'), 'HomeScreen');
const LibraryScreen = landing(() => import('../features/library/library'), 'LibraryScreen');
// The landing screen comes while the session is asked for, not after it.
if (location.pathname === '/') void HomeScreen.preload?.();
if (location.pathname === '/documents') void LibraryScreen.preload?.();

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomeScreen });
const library = createRoute({ getParentRoute: () => root, path: '/documents', validateSearch: librarySearch, component: LibraryScreen });

const DocumentScreen = lazy(() => import('../features/document/routes'), 'DocumentScreen');
const document = createRoute({
  getParentRoute: () => root, path: '/documents/$id',
  component: Object.assign(function Document() { return <DocumentScreen id={document.useParams().id} />; }, { preload: DocumentScreen.preload }),
});
const EditScreen = lazy(() => import('../features/document/routes'), 'EditScreen');
const edit = createRoute({
  getParentRoute: () => root, path: '/documents/$id/edit',
  component: Object.assign(function Edit() { return <EditScreen id={edit.useParams().id} />; }, { preload: EditScreen.preload }),
});
const drafts = createRoute({ getParentRoute: () => root, path: '/drafts', component: lazy(() => import('../features/drafts/routes'), 'DraftsScreen') });

const ShareScreen = lazy(() => import('../features/share/routes'), 'ShareScreen');
const share = createRoute({ getParentRoute: () => root, path: '/share', component: ShareScreen });
const shareOne = createRoute({
  getParentRoute: () => root, path: '/share/$id', validateSearch: shareSearch,
  component: Object.assign(function ShareOne() { return <ShareScreen id={shareOne.useParams().id} search={shareOne.useSearch()} />; }, { preload: ShareScreen.preload }),
});

const HistoryScreen = lazy(() => import('../features/record/routes'), 'HistoryScreen');
const history = createRoute({
  getParentRoute: () => root, path: '/documents/$id/history',
  component: Object.assign(function History() { return <HistoryScreen id={history.useParams().id} />; }, { preload: HistoryScreen.preload }),
});
const ReadingsScreen = lazy(() => import('../features/record/routes'), 'ReadingsScreen');
const readings = createRoute({
  getParentRoute: () => root, path: '/documents/$id/readings',
  component: Object.assign(function Readings() { return <ReadingsScreen id={readings.useParams().id} />; }, { preload: ReadingsScreen.preload }),
});

const RequestsScreen = lazy(() => import('../features/requests/routes'), 'RequestsScreen');
const requests = createRoute({
  getParentRoute: () => root, path: '/requests', validateSearch: requestsSearch,
  component: Object.assign(function Requests() {
    const { box = 'received', state } = requests.useSearch();
    return <RequestsScreen box={box} state={state} />;
  }, { preload: RequestsScreen.preload }),
});

const members = createRoute({ getParentRoute: () => root, path: '/members', component: lazy(() => import('../features/members/routes'), 'MembersScreen') });
const MemberScreen = lazy(() => import('../features/members/routes'), 'MemberScreen');
const member = createRoute({
  getParentRoute: () => root, path: '/members/$code',
  component: Object.assign(function Member() { return <MemberScreen code={member.useParams().code} />; }, { preload: MemberScreen.preload }),
});

export const router = createRouter({
  routeTree: root.addChildren([home, library, document, edit, drafts, share, shareOne, history, readings, requests, members, member]),
  context: { queries },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingComponent: Pending,
  defaultPendingMs: 300,
  defaultErrorComponent: RouteFailure,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
