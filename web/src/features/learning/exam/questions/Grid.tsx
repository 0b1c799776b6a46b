import { useLingui } from '@lingui/react/macro';

const columns = [...'ABCDEFGH'];
const rows = [1, 2, 3, 4, 5, 6];

/** Forty-eight cells over a picture, each a button that says where it lies. */
export function Grid({ chosen, onToggle }: { chosen: string[]; onToggle: (cell: string) => void }) {
  const { t } = useLingui();
  return (
    <div className="picture-grid" role="group" aria-label={t`Cells of the picture`}>
      {rows.flatMap((row) => columns.map((letter, index) => {
        const [cell, column] = [`${letter}${row}`, index + 1];
        return <button key={cell} type="button" aria-pressed={chosen.includes(cell)} aria-label={t`${cell}: column ${column} of 8, row ${row} of 6`} onClick={() => onToggle(cell)}><span aria-hidden="true">{cell}</span></button>;
      }))}
    </div>
  );
}
