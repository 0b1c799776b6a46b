import { useLingui } from '@lingui/react/macro';
import type { ComponentType } from 'react';
import type { Block } from '../../../api/learning';
import { Note } from '../../../ui/state/Note';
import type { Live, LiveProps } from './live-props';
import { Picture } from './Picture';
import { Words, type ToLesson } from './Words';
import './blocks.css';

export interface Around {
  course: string;
  enrolment: string | null;
  lesson: string;
  textOnly: boolean;
  /** That of the text. */
  language?: string;
  toLesson: ToLesson;
  /** What live blocks are drawn with; where there are none, as within a question, nothing. */
  live?: Live;
}

/** A lesson's tree, drawn block by block. Nothing of it is markup: what an author types can only be words. */
export function Blocks({ blocks, around }: { blocks: readonly Block[]; around: Around }) {
  return blocks.map((block, index) => <One key={index} block={block} around={around} />);
}

function One({ block, around }: { block: Block; around: Around }) {
  const { toLesson } = around;
  const { t } = useLingui();
  switch (block.type) {
    case 'heading': {
      const Heading = block.level === 3 ? 'h3' : 'h4';
      return <Heading><Words runs={block.text} toLesson={toLesson} /></Heading>;
    }
    case 'paragraph': return <p><Words runs={block.text} toLesson={toLesson} /></p>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}><Blocks blocks={item} around={around} /></li>);
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table': return <LessonTable block={block} toLesson={toLesson} />;
    case 'quote': return <blockquote><Blocks blocks={block.blocks} around={around} /></blockquote>;
    case 'note': {
      const titles = { note: t`Note`, warning: t`Warning`, tip: t`Tip` };
      const looks = { note: 'info', warning: 'warning', tip: 'good' } as const;
      return <Note look={looks[block.tone]} title={titles[block.tone]}><div className="lesson-note"><Blocks blocks={block.blocks} around={around} /></div></Note>;
    }
    case 'image': return <Picture block={block} textOnly={around.textOnly} />;
    case 'zone': return <pre className="zone" dir="ltr" translate="no" tabIndex={0} role="region" aria-label={t`Zone, character by character`}>{block.lines.join('\n')}</pre>;
    default: {
      const Drawn = around.live?.[block.type] as ComponentType<LiveProps> | undefined;
      return Drawn ? <Drawn block={block} course={around.course} enrolment={around.enrolment} lesson={around.lesson} textOnly={around.textOnly} language={around.language} toLesson={toLesson} /> : null;
    }
  }
}

function LessonTable({ block: { head, rows }, toLesson }: { block: Extract<Block, { type: 'table' }>; toLesson: ToLesson }) {
  const { t } = useLingui();
  return (
    <div className="lesson-table" tabIndex={0} role="region" aria-label={t`Table`}>
      <table>
        <thead><tr>{head.map((cell, index) => <th key={index} scope="col"><Words runs={cell} toLesson={toLesson} /></th>)}</tr></thead>
        <tbody>{rows.map((row, index) => <tr key={index}>{row.map((cell, at) => <td key={at}><Words runs={cell} toLesson={toLesson} /></td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
