import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { address, call } from '../../../api/client';
import { documentPages } from '../../../api/documents';
import type { BundleView, DocumentRow } from '../../../api/model';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { usePreferences } from '../../../preferences/preferences';
import { LinkButton } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { ButtonAnchor } from '../../../ui/actions/Link';
import { ShowMore } from '../../../ui/data/ShowMore';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { useAddress } from '../address';
import { listed } from '../search';

/** So many go into one bundle; the server's bound. */
const most = 200;

/** Many documents as one file: chosen from the list in force, with what they weigh before they are fetched. */
export function TakeBundle({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const [search] = useAddress();
  const { lowData } = usePreferences();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const pages = useInfiniteQuery(documentPages(listed(search, lowData)));
  const rows = (pages.data?.pages ?? []).flatMap(({ items }) => items).filter(({ file }) => file !== null);
  const toggle = (id: string) => setChosen((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id].slice(0, most))));
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  return (
    <Dialog title={t`Take several along`} open onClose={onClose}>
      <p className="small muted"><Trans>One ZIP with the files, their markings and a manifest. Each file is recorded as if it were downloaded alone, and carries your watermark where its marking asks for one.</Trans></p>
      {pages.error && <Failure problem={asProblem(pages.error)} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={4} />}
      {rows.length > 0 && <p><LinkButton onClick={() => setChosen(all ? new Set() : new Set(rows.slice(0, most).map(({ id }) => id)))}>{all ? t`Choose none` : t`Choose all shown`}</LinkButton></p>}
      <ul className="bundle-rows">{rows.map((row) => <li key={row.id}><Choice row={row} checked={chosen.has(row.id)} onChange={() => toggle(row.id)} /></li>)}</ul>
      {pages.hasNextPage && <ShowMore label={t`Show more to choose from`} more busy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />}
      {chosen.size > 0 && <Weight ids={[...chosen]} onTaken={onClose} />}
    </Dialog>
  );
}

function Choice({ row, checked, onChange }: { row: DocumentRow; checked: boolean; onChange: () => void }) {
  const { bytes } = useFormats();
  return <Checkbox checked={checked} onChange={onChange} hint={<bdi>{row.symbol}</bdi>} count={row.file ? bytes(row.file.bytes) : undefined}><bdi lang={row.language}>{row.title}</bdi></Checkbox>;
}

/** What was chosen weighs so much; what may not be taken along is named. More than fifty take a fresh proof of who is there. */
function Weight({ ids, onTaken }: { ids: string[]; onTaken: () => void }) {
  const { t } = useLingui();
  const { bytes, duration } = useFormats();
  const { data, error, refetch } = useQuery({
    queryKey: ['documents', 'bundle', ids], queryFn: ({ signal }) => call<BundleView>('/documents/bundle/outline', { query: { ids }, signal }), placeholderData: keepPreviousData,
  });
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={1} />;
  const left = data.items.filter(({ included }) => !included);
  return (
    <>
      {left.length > 0 && (
        <div className="small" role="status">
          <p><Plural value={left.length} one="# document stays here: its marking does not let you take it along." other="# documents stay here: their markings do not let you take them along." /></p>
          <ul>{left.map(({ id, symbol, title }) => <li key={id}><bdi>{symbol}</bdi> <bdi>{title}</bdi></li>)}</ul>
        </div>
      )}
      <Actions>
        {data.files > 0 && (
          <ButtonAnchor href={address('/documents/bundle', { ids })} download look="main" icon="download" onClick={onTaken} after={<><Plural value={data.files} one="# file" other="# files" />{' · '}<bdi>{bytes(data.bytes)}</bdi>{' · '}<bdi>{duration(data.bytes)}</bdi></>}>
            {t`Download the bundle`}
          </ButtonAnchor>
        )}
      </Actions>
    </>
  );
}
