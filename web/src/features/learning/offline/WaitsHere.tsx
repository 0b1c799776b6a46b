import { Plural } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Note } from '../../../ui/state/Note';
import { keepsSomething, unsent } from './leaving';

/** For somebody whose session has ended: what becomes of what waits here. */
export function WaitsHere() {
  const { data: left } = useQuery({ queryKey: ['offline', 'unsent'], queryFn: async () => ((await keepsSomething()) ? (await unsent()).all : 0), staleTime: 0 });
  if (!left) return null;
  return (
    <Note look="warning">
      <Plural
        value={left}
        one="# change of yours waits on this device. It is sent once you sign in again. If somebody else signs in here first, it is lost."
        other="# changes of yours wait on this device. They are sent once you sign in again. If somebody else signs in here first, they are lost."
      />
    </Note>
  );
}
