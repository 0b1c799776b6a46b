import type { Block, Step } from '../catalogue/text/blocks.js';
import { specimens } from '../specimens/index.js';

/** What a lesson needs besides its words. Pictures are named '<specimen>/<light>'. */
export interface ShownIn {
  pictures: Set<string>;
  specimens: Set<string>;
  questions: Set<string>;
}

/** Everything the blocks of a lesson show, wherever in it: pictures, specimens on the bench in each light it offers, and questions. */
export function shownIn(steps: readonly Step[]): ShownIn {
  const shown: ShownIn = { pictures: new Set(), specimens: new Set(), questions: new Set() };
  const look = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (block.type === 'list') block.items.forEach(look);
      else if (block.type === 'quote' || block.type === 'note') look(block.blocks);
      else if (block.type === 'image') shown.pictures.add(block.src.slice('specimen:'.length));
      else if (block.type === 'video') {
        // Its words are kept, and the picture in its place; the film itself is fetched on line, if at all.
        if (block.poster) shown.pictures.add(block.poster.slice('specimen:'.length));
        look(block.transcript);
      } else if (block.type === 'question') shown.questions.add(block.code);
      else if (block.type === 'bench') for (const id of [block.specimen, ...(block.compare ? [block.compare] : [])]) onBench(id, block.lights, shown);
    }
  };
  for (const { blocks } of steps) look(blocks);
  return shown;
}

/** A bench shows a specimen in white light unless another lamp is named, whatever else it offers. */
function onBench(id: string, lights: readonly string[], shown: ShownIn): void {
  shown.specimens.add(id);
  const layers = specimens.find((one) => one.id === id)?.layers ?? [];
  for (const light of layers.filter((one) => one === 'white' || lights.includes(one))) shown.pictures.add(`${id}/${light}`);
}
