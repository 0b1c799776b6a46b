import { useLingui } from '@lingui/react/macro';
import type { ProblemDocument, Rejection } from '../api/model';

/** Why a file was not taken, and what to do: in the reader's language where the reason has words of its own, else as the portal put it. */
export function useRejection(): (rejection: Pick<Rejection, 'code' | 'message'>) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    infected: t`Malware was found in it. Nothing of it was kept. Have your computer looked at before you send anything else.`,
    damaged: t`What lies in the store is no longer what you sent, so nobody gets it. Send the file again.`,
    macros: t`It holds macros. Save it without them (as .docx, .xlsx, .pptx or PDF) and send that.`,
    'active-content': t`It holds something that acts when it is opened: a program, a script or a web page. Send a PDF or the file without it.`,
    'launches-programs': t`This PDF is made to start programs. Print it into a new PDF and send that.`,
    'file-name': t`Its name cannot be kept: it is longer than 200 characters, begins or ends with a dot, is one Windows keeps for devices, or holds an invisible character or one of / \\ : * ? " < > |. Rename the file and send it again.`,
    checksum: t`It was changed while it was sent. Choose it again.`,
    'file-kind': t`Files of this kind are not taken. Send it as PDF, an Office or OpenDocument file, text, picture, MP4 or ZIP.`,
    'file-content': t`Its content is not what its name says. Open it in its own program, save it again, and send that.`,
    'cut-off': t`It ends too early; it was probably cut off when it was copied. Copy it once more and send that.`,
    disguised: t`Something else hides in it, before its beginning or behind its end. Open it in its own program, save it again, and send that.`,
    'too-many-pixels': t`The picture is larger than 50 megapixels. Make it smaller and send it again.`,
    'archive-broken': t`The archive is damaged, or is not what it says of itself. Pack it again as an ordinary ZIP and send that.`,
    'archive-encrypted': t`It is protected by a password, so nobody can look into it. Send it without: the portal itself keeps it from others.`,
    'archive-names': t`A part of the archive has a name that leads elsewhere, or stands there twice. Pack it again from an ordinary folder.`,
    'archive-too-much': t`The archive holds too many parts, or unpacks to too much. Send it in several archives.`,
    'archive-nested': t`Archives lie in it more than two deep. Send the inner ones by themselves.`,
  };
  return ({ code, message }) => words[code] ?? message;
}

/** The same of a file that was refused as it came: its problem is of the type of that reason. Undefined where the server said nothing. */
export function useRefusal(): (problem: ProblemDocument) => string | undefined {
  const why = useRejection();
  return ({ type, detail }) => detail && why({ code: type.replace('/problems/', ''), message: detail });
}
