import { Trans, useLingui } from '@lingui/react/macro';
import { Chapter, Page, PageHead } from '../../ui/page/Page';
import { Pairs } from '../../ui/data/Pairs';
import { Note } from '../../ui/state/Note';
import './keys.css';

/** What a thief would and would not be able to read: docs/encryption.md in short, for everybody who shares something here. */
export function EncryptionScreen() {
  const { t } = useLingui();
  return (
    <Page title={t`What is encrypted`}>
      <PageHead title={t`What is encrypted`}><Trans>What somebody could read who stole a disk, a copy of the database or a backup, and what not.</Trans></PageHead>
      <div className="measure">
        <Chapter id="sealed" title={t`Encrypted`}>
          <ul className="encryption-list">
            <li><Trans>Every file: its octets, its name and its note, whatever its marking.</Trans></li>
            <li><Trans>Title, summary and details of drafts and of TLP:RED. They are in no search index, and neither are the words of their files.</Trans></li>
            <li><Trans>The seeds of one-time codes, and secrets of sign-in services.</Trans></li>
            <li><Trans>Passwords, links, tokens and sessions are kept as hashes only.</Trans></li>
          </ul>
        </Chapter>
        <Chapter id="readable" title={t`Not encrypted in the live database`}>
          <ul className="encryption-list">
            <li><Trans>Titles, summaries, details and search words of released documents below TLP:RED, AMBER and AMBER+STRICT included.</Trans></li>
            <li><Trans>Markings, kinds, subjects, languages, parties concerned, dates, sizes and hashes of all documents.</Trans></li>
            <li><Trans>Requests and what is said in them, audiences, people, focal points, members, and the record of events with its reasons.</Trans></li>
          </ul>
          <Note><Trans>The operator encrypts the volume of the database for these.</Trans></Note>
        </Chapter>
        <Chapter id="thefts" title={t`If it is stolen`}>
          <Pairs pairs={[
            [t`The store of files`, t`Nothing but how many files there are and how large.`],
            [t`A copy of the database`, t`What is listed above as not encrypted. No file, no name of one, no TLP:RED, no draft.`],
            [t`Both, without the keyring`, t`The same as the database alone.`],
            [t`The keyring alone`, t`Nothing: it holds keys and no content.`],
            [t`The keyring with the others`, t`Everything.`],
            [t`The running server`, t`Everything it handles while somebody controls it.`],
          ]} />
        </Chapter>
        <Chapter id="end-to-end" title={t`Not end to end`}>
          <p><Trans>The server reads files to look for malware, to index them and to put a watermark on them. So whoever controls the running server can read them too.</Trans></p>
        </Chapter>
      </div>
    </Page>
  );
}
