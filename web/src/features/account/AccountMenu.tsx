import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ComponentType } from 'react';
import { createPortal } from 'react-dom';
import { call } from '../../api/client';
import { useOwnName, usePartyNames } from '../../api/parties';
import { useMayEver, useSession } from '../../api/session';
import { choose } from '../../i18n/i18n';
import { locales, nearestLocale } from '../../i18n/locales';
import { useFormats } from '../../i18n/useFormats';
import { roles as roleNames, useLabel } from '../../i18n/vocabulary';
import { prefer, usePreferences, type Theme } from '../../preferences/preferences';
import { Link } from '../../ui/actions/Link';
import { Code } from '../../ui/data/Code';
import { Checkbox } from '../../ui/fields/Checkbox';
import { Select } from '../../ui/fields/Select';
import { Icon } from '../../ui/icon/Icon';
import './account.css';

/** For whom one acts, how one likes to work, and the way out, which asks first where something would be lost. */
export function AccountMenu({ SignOut }: { SignOut: ComponentType<{ user: string; onStay: () => void }> }) {
  const { t } = useLingui();
  const label = useLabel();
  const { list } = useFormats();
  const ownName = useOwnName();
  const nameOf = usePartyNames();
  const { user, roles, delegations, delegationId, allows } = useSession();
  const decides = useMayEver('read:nomination');
  const switched = useMutation({ mutationFn: (id: string) => call('/session/delegation', { method: 'PUT', body: { delegationId: id } }), onSuccess: () => location.assign('/') });
  const [leaves, setLeaves] = useState(false);
  return (
    <>
      <p className="me-who"><strong><bdi>{user.name}</bdi></strong><br /><Trans>Acting for <bdi>{ownName}</bdi>.</Trans> {list(roles.map((role) => label(roleNames, role)))}</p>
      {delegations.filter(({ id }) => id !== delegationId).map(({ id, party: code, partyName }) => (
        <button key={id} type="button" onClick={() => switched.mutate(id)}><Icon name="users" small /><span><Trans>Act for <bdi>{nameOf(code) ?? partyName}</bdi></Trans></span> <Code>{code}</Code></button>
      ))}
      {allows.includes('read:delegation') && <Link to="/people"><Icon name="users" small /><span><Trans>People of <bdi>{ownName}</bdi></Trans></span></Link>}
      {allows.includes('decide:factorreset') && <Link to="/resets"><Icon name="lock" small />{t`Resets`}</Link>}
      {decides && <Link to="/nominations"><Icon name="list" small />{t`Nominations`}</Link>}
      {allows.includes('retain:document') && <Link to="/retention"><Icon name="archive" small />{t`Retention`}</Link>}
      {allows.includes('propose:retentionrule') && <Link to="/retention/schedule"><Icon name="clock" small />{t`Retention schedule`}</Link>}
      {allows.includes('trace:document') && <Link to="/watermarks"><Icon name="eye" small />{t`Whose copy?`}</Link>}
      {allows.includes('keys:party') && <Link to="/keys"><Icon name="lock" small />{t`Keys`}</Link>}
      {allows.includes('certify:enrolment') && <Link to="/certificates"><Icon name="check" small />{t`Certificates`}</Link>}
      <Wishes />
      <Link to="/account">{t`Your account`}</Link>
      <Link to="/sign-in-settings">{t`Sign-in settings`}</Link>
      <a href="/api/docs">{t`API documentation`}</a>
      <button type="button" onClick={() => setLeaves(true)}>{t`Sign out`}</button>
      {leaves && createPortal(<SignOut user={user.id} onStay={() => setLeaves(false)} />, document.body)}
    </>
  );
}

function Wishes() {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  // Names of parties come in the language of the reader.
  const speak = (code: string) => void choose(code).then(() => queries.invalidateQueries({ queryKey: ['parties'] }));
  const { theme, lowData, keys } = usePreferences();
  const looks: { value: Theme; label: string }[] = [{ value: 'auto', label: t`As the system` }, { value: 'light', label: t`Light` }, { value: 'dark', label: t`Dark` }];
  // The pseudo-language is for testing and is offered only to those who have chosen it already.
  const languages = locales.filter(({ code }) => code !== 'en-XA' || i18n.locale === code);
  return (
    <div className="wishes">
      <Select label={t`Language`} small value={nearestLocale([i18n.locale]).code} choices={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))} onChange={({ target }) => speak(target.value)} />
      <Select label={t`Appearance`} small value={theme} choices={looks} onChange={({ target }) => prefer({ theme: looks.find(({ value }) => value === target.value)?.value ?? 'auto' })} />
      <Checkbox checked={lowData} onChange={({ target }) => prefer({ lowData: target.checked })} hint={t`Shorter lists, nothing fetched in advance.`}>{t`Low-data mode`}</Checkbox>
      <Checkbox checked={keys} onChange={({ target }) => prefer({ keys: target.checked })} hint={t`/ searches, j and k walk through a list.`}>{t`Single-key shortcuts`}</Checkbox>
    </div>
  );
}
